import { outagesParams } from '@/lib/contract/outages'
import { answer } from '@/lib/http/answer'
import { getOutages } from '@/lib/queries/get-outages'

export const GET = answer(outagesParams, getOutages)
