import { collectorsParams } from '@/lib/contract/collectors'
import { answer } from '@/lib/http/answer'
import { getCollectors } from '@/lib/queries/get-collectors'

export const GET = answer(collectorsParams, getCollectors)
