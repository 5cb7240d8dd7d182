import { latencyDistributionParams } from '@/lib/contract/latency'
import { answer } from '@/lib/http/answer'
import { getLatencyDistribution } from '@/lib/queries/latency/get-latency-distribution'

export const GET = answer(latencyDistributionParams, getLatencyDistribution)
