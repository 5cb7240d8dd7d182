import { explainParams } from '@/lib/contract/explain'
import { answer } from '@/lib/http/answer'
import { getExplainProgress } from '@/lib/queries/get-explain-progress'

export const GET = answer(explainParams, getExplainProgress)
