import { heatMapParams } from '@/lib/contract/heat-map'
import { answer } from '@/lib/http/answer'
import { getMetricHeatMap } from '@/lib/queries/get-metric-heat-map'

export const GET = answer(heatMapParams, getMetricHeatMap)
