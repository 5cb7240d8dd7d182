import { seriesParams } from '@/lib/contract/series'
import { answer } from '@/lib/http/answer'
import { getSeries } from '@/lib/queries/get-series'

export const GET = answer(seriesParams, getSeries)
