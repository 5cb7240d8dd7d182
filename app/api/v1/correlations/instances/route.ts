import { instancesParams } from '@/lib/contract/correlations'
import { answer } from '@/lib/http/answer'
import { getInstances } from '@/lib/queries/get-correlations'

export const GET = answer(instancesParams, getInstances)
