import { failuresParams } from '@/lib/contract/failures'
import { answer } from '@/lib/http/answer'
import { getFailures } from '@/lib/queries/get-failures'

export const GET = answer(failuresParams, getFailures)
