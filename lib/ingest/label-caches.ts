import { createMemoryBudget } from './memory-budget'
import { RawLabelCache } from './raw-label-cache'
import { isPassingRefusal } from './refusal-codes'

export interface LabelCaches {
  of(senderId: number): RawLabelCache
  /** Call every few seconds: gives memory of silent senders back, and some of the greediest to one that lacks it. */
  sweep(): void
  /** Lets capped series try again. */
  forgetPassing(): void
}

const MAX_SENDERS = 256
const IDLE_MS = 600_000

/** One cache a sender, so that none spoils another's order or pushes its series out. */
export function createLabelCaches(maxBytes: number, nowMs: () => number): LabelCaches {
  const budget = createMemoryBudget(maxBytes)
  const caches = new Map<number, { cache: RawLabelCache; usedMs: number }>()

  const evict = (senderId: number) => {
    caches.get(senderId)?.cache.clear()
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
      shareMemory([...caches.values()].map(({ cache }) => cache))
    },
    forgetPassing() {
      for (const { cache } of caches.values()) cache.forget(isPassingRefusal)
    },
  }
}

const GREEDY_RATIO = 4

/** A sender that invents series without end fills all memory there is, and would leave the others without. */
function shareMemory(caches: readonly RawLabelCache[]): void {
  const [greediest] = [...caches].sort((a, b) => b.bytes - a.bytes)
  if (greediest === undefined) return
  const lacks = ({ isFull, bytes }: RawLabelCache) => isFull && bytes * GREEDY_RATIO < greediest.bytes
  if (caches.some(lacks)) greediest.halve()
}
