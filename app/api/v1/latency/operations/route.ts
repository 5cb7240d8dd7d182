import { latencyOperationsParams } from '@/lib/contract/latency'
import { answer } from '@/lib/http/answer'
import { getLatencyOperations } from '@/lib/queries/latency/get-latency-operations'

export const GET = answer(latencyOperationsParams, getLatencyOperations)
