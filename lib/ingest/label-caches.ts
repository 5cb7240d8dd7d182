import { createMemoryBudget } from './memory-budget'
import { RawLabelCache } from './raw-label-cache'
import { isPassingRefusal } from './refusal-codes'

export interface LabelCaches {
  of(senderId: number): RawLabelCache
  /** Call every few seconds: gives memory of silent senders back and lets capped series try again. */
  sweep(): void
}

const MAX_SENDERS = 256
const IDLE_MS = 600_000
const CAP_RETRY_MS = 60_000

/** One cache a sender, so that none spoils another's order or pushes its series out. */
export function createLabelCaches(maxBytes: number, nowMs: () => number): LabelCaches {
  const budget = createMemoryBudget(maxBytes)
  const caches = new Map<number, { cache: RawLabelCache; usedMs: number }>()
  let forgotMs = nowMs()

  const evict = (senderId: number) => {
    caches.get(senderId)?.cache.clear(nowMs())
    caches.delete(senderId)
  }

  return {
    of(senderId) {
      const known = caches.get(senderId)
      const entry = { cache: known?.cache ?? new RawLabelCache(budget), usedMs: nowMs() }
      caches.delete(senderId)
      caches.set(senderId, entry)
      const oldest = caches.keys().next()
      if (caches.size > MAX_SENDERS && !oldest.done) evict(oldest.value)
      return entry.cache
    },
    sweep() {
      const now = nowMs()
      for (const [senderId, entry] of caches) if (now - entry.usedMs > IDLE_MS) evict(senderId)
      if (now - forgotMs < CAP_RETRY_MS) return
      forgotMs = now
      for (const { cache } of caches.values()) cache.forget(isPassingRefusal)
    },
  }
}
