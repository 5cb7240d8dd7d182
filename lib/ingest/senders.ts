import type { Principal } from '@/lib/http/authenticate'
import type { Store } from '@/lib/store/db'
import { findOrCreateSender } from '@/lib/store/senders'
import type { Sender } from './sender'

export interface Senders {
  /** Asks the store only for a sender that is new to this process. */
  find(principal: Principal, protocol: string, userAgent: string | undefined): Sender | Promise<Sender>
}

const MAX_USER_AGENTS = 50
const MAX_USER_AGENT_LENGTH = 120
const OTHER_USER_AGENT = 'other'

/** Recognises senders without asking the store each time; a flood of invented program names is one sender. */
export function createSenders(store: Store, nowMs: () => number): Senders {
  const ids = new Map<string, Map<string, number | Promise<number>>>()

  const idOf = (name: string, protocol: string, userAgent: string): number | Promise<number> => {
    const scope = JSON.stringify([name, protocol])
    const known = ids.get(scope) ?? new Map<string, number | Promise<number>>()
    ids.set(scope, known)
    const chosen = known.has(userAgent) || known.size < MAX_USER_AGENTS ? userAgent : OTHER_USER_AGENT
    const found = known.get(chosen)
    if (found !== undefined) return found
    const created = findOrCreateSender(store, { name, protocol, userAgent: chosen }, nowMs())
    known.set(chosen, created)
    created.then(
      (id) => known.set(chosen, id),
      () => known.delete(chosen),
    )
    return created
  }

  return {
    find(principal, protocol, userAgent) {
      const found = idOf(principal.name, protocol, shownUserAgent(userAgent))
      return typeof found === 'number'
        ? { id: found, principal, protocol }
        : found.then((id) => ({ id, principal, protocol }))
    },
  }
}

const shownUserAgent = (userAgent: string | undefined): string =>
  (userAgent ?? '').replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_USER_AGENT_LENGTH) || 'unknown'
