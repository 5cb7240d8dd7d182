import { correlationsParams } from '@/lib/contract/correlations'
import { answer } from '@/lib/http/answer'
import { getCorrelations } from '@/lib/queries/get-correlations'

export const GET = answer(correlationsParams, getCorrelations)
