import { latencyParams } from '@/lib/contract/latency'
import { answer } from '@/lib/http/answer'
import { getLatency } from '@/lib/queries/latency/get-latency'

export const GET = answer(latencyParams, getLatency)
