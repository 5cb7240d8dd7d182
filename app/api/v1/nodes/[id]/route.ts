import { nodeParams } from '@/lib/contract/node'
import { answer } from '@/lib/http/answer'
import { getNode } from '@/lib/queries/get-node'

export const GET = answer(nodeParams, getNode)
