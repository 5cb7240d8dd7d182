import { explainParams } from '@/lib/contract/explain'
import { answer } from '@/lib/http/answer'
import { getExplanation } from '@/lib/queries/get-explanation'

export const GET = answer(explainParams, getExplanation)
