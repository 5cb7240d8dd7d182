import { recurrencesParams } from '@/lib/contract/recurrences'
import { answer } from '@/lib/http/answer'
import { getRecurrences } from '@/lib/queries/get-recurrences'

export const GET = answer(recurrencesParams, getRecurrences)
