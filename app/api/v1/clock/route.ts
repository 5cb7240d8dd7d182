import { clockParams } from '@/lib/contract/clock'
import { answer } from '@/lib/http/answer'
import { getClock } from '@/lib/queries/get-clock'

export const GET = answer(clockParams, getClock)
