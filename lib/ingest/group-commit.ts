import { UnavailableError } from '@/lib/core/errors'

export interface GroupCommit<Item> {
  /** Resolves after the commit that held the item; an aborted item is dropped if its commit has not begun. */
  append(item: Item, signal: AbortSignal): Promise<void>
  /** The weight of what waits or is being committed. */
  readonly weight: number
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>
}

interface GroupCommitOptions<Item> {
  commit: (items: readonly Item[]) => Promise<void>
  weightOf: (item: Item) => number
  /** More is refused with 503. */
  maxWeight: number
  /** What one commit takes at most, so that it stays short. */
  maxCommitWeight: number
}

interface Waiting<Item> {
  item: Item
  weight: number
  /** Answers whoever waits, and gives the weight back. */
  settle: (outcome: Outcome) => void
}

type Outcome = { ok: true } | { ok: false; error: unknown }

/** Everything that arrived while the last commit ran goes into the next one. */
export function createGroupCommit<Item>(options: GroupCommitOptions<Item>): GroupCommit<Item> {
  const waiting = new Set<Waiting<Item>>()
  let weight = 0
  let running: Promise<void> | null = null

  const takeNext = (): Waiting<Item>[] => {
    const taken: Waiting<Item>[] = []
    let takenWeight = 0
    for (const entry of waiting) {
      if (taken.length > 0 && takenWeight + entry.weight > options.maxCommitWeight) break
      taken.push(entry)
      takenWeight += entry.weight
      waiting.delete(entry)
    }
    return taken
  }

  const run = async (): Promise<void> => {
    while (waiting.size > 0) {
      await commitAll(takeNext(), options.commit)
    }
    running = null
  }

  return {
    get weight() {
      return weight
    },
    append(item, signal) {
      const itemWeight = options.weightOf(item)
      if (weight > 0 && weight + itemWeight > options.maxWeight) {
        return Promise.reject(
          new UnavailableError('more samples arrive than the database can take; retry later', {
            reason: 'back_pressure',
          }),
        )
      }
      return new Promise<void>((resolve, reject) => {
        const settle = (outcome: Outcome) => {
          weight -= itemWeight
          if (outcome.ok) resolve()
          else reject(outcome.error)
        }
        const entry = { item, weight: itemWeight, settle }
        waiting.add(entry)
        weight += itemWeight
        const abort = () => {
          if (waiting.delete(entry)) settle({ ok: false, error: signal.reason })
          else reject(signal.reason)
        }
        signal.addEventListener('abort', abort, { once: true })
        running ??= Promise.resolve().then(run)
      })
    },
    async drain() {
      while (running !== null) await running
    },
  }
}

/** One bad item must not keep the others from being stored, so after a failure each is tried alone. */
async function commitAll<Item>(
  entries: readonly Waiting<Item>[],
  commit: (items: readonly Item[]) => Promise<void>,
): Promise<void> {
  try {
    await commit(entries.map((entry) => entry.item))
    for (const entry of entries) entry.settle({ ok: true })
  } catch (error) {
    if (entries.length === 1 || error instanceof UnavailableError) {
      for (const entry of entries) entry.settle({ ok: false, error })
      return
    }
    for (const entry of entries) await commitAll([entry], commit)
  }
}
