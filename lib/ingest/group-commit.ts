import { UnavailableError } from '@/lib/core/errors'
import type { Deadline } from './deadline'

export interface GroupCommit<Item> {
  /** Settles with the commit that held the item; at the deadline an item whose commit has not begun is dropped. */
  append(item: Item, deadline: Deadline): Promise<void>
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>
}

interface GroupCommitOptions<Item> {
  commit: (items: readonly Item[]) => Promise<void>
  weightOf: (item: Item) => number
  /** What one commit takes at most, so that it stays short. */
  maxCommitWeight: number
  /** Commits begin at least this far apart, so that under load each takes more. */
  paceMs: number
}

interface Waiting<Item> {
  item: Item
  weight: number
  resolve: () => void
  reject: (error: unknown) => void
}

/** Everything that arrived while the last commit ran goes into the next one. */
export function createGroupCommit<Item>(options: GroupCommitOptions<Item>): GroupCommit<Item> {
  const waiting = new Set<Waiting<Item>>()
  let running: Promise<void> | null = null
  let begunMs = -Infinity

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

  /** Pauses first, because whoever calls it notes afterwards that it runs. */
  const run = async (): Promise<void> => {
    do {
      await pause(begunMs + options.paceMs - performance.now())
      begunMs = performance.now()
      await commitAll(takeNext(), options.commit)
    } while (waiting.size > 0)
    running = null
  }

  return {
    append: (item, deadline) =>
      new Promise<void>((resolve, reject) => {
        const entry = { item, weight: options.weightOf(item), resolve, reject }
        waiting.add(entry)
        deadline.whenExpired((error) => waiting.delete(entry) && reject(error))
        running ??= run()
      }),
    async drain() {
      while (running !== null) await running
    },
  }
}

/** At least until all that the sockets hold by now is read. */
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    if (milliseconds > 0) setTimeout(resolve, milliseconds)
    else setImmediate(resolve)
  })

/** One bad item must not keep the others from being stored, so after a failure each is tried alone. */
async function commitAll<Item>(
  entries: readonly Waiting<Item>[],
  commit: (items: readonly Item[]) => Promise<void>,
): Promise<void> {
  if (entries.length === 0) return
  try {
    await commit(entries.map((entry) => entry.item))
    for (const entry of entries) entry.resolve()
  } catch (error) {
    if (entries.length === 1 || error instanceof UnavailableError) {
      for (const entry of entries) entry.reject(error)
      return
    }
    for (const entry of entries) await commitAll([entry], commit)
  }
}
