import { peersParams } from '@/lib/contract/peers'
import { answer } from '@/lib/http/answer'
import { getPeers } from '@/lib/queries/get-peers'

export const GET = answer(peersParams, getPeers)
