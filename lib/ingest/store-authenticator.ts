import { createAuthenticator, type Authenticate } from '@/lib/http/authenticate'
import type { AccessPolicy } from '@/lib/http/check-request'
import type { Store } from '@/lib/store/db'
import { findToken } from '@/lib/store/tokens'

export interface LoopbackCaps {
  loopbackSeriesCap: number
  loopbackNodeCap: number
}

/** By the tokens of the database; whoever writes from this machine needs none unless the policy says so. */
export const storeAuthenticator = (
  store: Store,
  { loopbackSeriesCap, loopbackNodeCap }: LoopbackCaps,
  policy: AccessPolicy,
  nowMs: () => number,
): Authenticate =>
  createAuthenticator({
    policy,
    findToken: (hash) => findToken(store, hash),
    loopback: { name: 'loopback', seriesCap: loopbackSeriesCap, nodeCap: loopbackNodeCap },
    nowMs,
  })
