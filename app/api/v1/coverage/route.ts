import { coverageParams } from '@/lib/contract/coverage'
import { answer } from '@/lib/http/answer'
import { getCoverage } from '@/lib/queries/get-coverage'

export const GET = answer(coverageParams, getCoverage)
