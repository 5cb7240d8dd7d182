import { collectorCostParams } from '@/lib/contract/collector-cost'
import { answer } from '@/lib/http/answer'
import { getCollectorCost } from '@/lib/queries/observer/get-collector-cost'

export const GET = answer(collectorCostParams, getCollectorCost)
