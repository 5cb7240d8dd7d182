import { appendFacts, type FactObservation } from '@/lib/store/facts'
import { appendLog } from '@/lib/store/append-log'
import type { Store } from '@/lib/store/db'
import { LogRoom } from '@/lib/store/log-codec'
import type { Deadline } from './deadline'
import { keptOf, type DecodedBatch, type Kept } from './decoded-batch'
import { createGroupCommit } from './group-commit'
import { groupColumns } from './group-columns'

interface Append {
  batch: DecodedBatch
  facts: readonly FactObservation[]
}

export interface IngestQueue {
  /** Settles with the commit that made the samples durable; one commit serves all requests that waited. */
  append(append: Append, deadline: Deadline): Promise<Kept>
  drain(): Promise<void>
}

interface QueueOptions {
  store: Store
  nowMs: () => number
}

/** What one commit takes is encoded in one go, which keeps everybody else waiting. */
const MAX_SAMPLES_A_COMMIT = 50_000
const PACE_MS = 5

export function createIngestQueue({ store, nowMs }: QueueOptions): IngestQueue {
  const room = new LogRoom()
  const commits = createGroupCommit<Append>({
    commit: (appends) => commitAppends(store, appends, room, nowMs()),
    weightOf: ({ batch }) => Math.max(1, batch.sampleOrdinals.length),
    maxCommitWeight: MAX_SAMPLES_A_COMMIT,
    paceMs: PACE_MS,
  })
  return {
    async append(append, deadline) {
      const kept: Kept = { samples: 0, newestMs: -Infinity }
      for (const part of partsOf(append)) {
        await commits.append(part, deadline)
        const { samples, newestMs } = keptOf(part.batch)
        kept.samples += samples
        kept.newestMs = Math.max(kept.newestMs, newestMs)
      }
      return kept
    },
    drain: () => commits.drain(),
  }
}

/**
 * A large batch is committed in parts that fill a commit each, so that others have short commits of their own in between.
 * One that is cut short is sent again as a whole, and what was kept is recognised.
 */
function partsOf({ batch, facts }: Append): Append[] {
  const count = batch.sampleOrdinals.length
  if (count <= MAX_SAMPLES_A_COMMIT) return [{ batch, facts }]
  const parts: Append[] = []
  for (let from = 0; from < count; from += MAX_SAMPLES_A_COMMIT) {
    const end = from + MAX_SAMPLES_A_COMMIT
    const part = {
      ...batch,
      sampleOrdinals: batch.sampleOrdinals.subarray(from, end),
      timesMs: batch.timesMs.subarray(from, end),
      values: batch.values.subarray(from, end),
    }
    parts.push({ batch: part, facts: end >= count ? facts : [] })
  }
  return parts
}

/** One after the other, so that all of them use the same room. */
async function commitAppends(
  store: Store,
  appends: readonly Append[],
  room: LogRoom,
  nowMs: number,
): Promise<void> {
  const groups = groupColumns(
    appends.map(({ batch }) => batch),
    room,
  )
  if (groups.length > 0) await appendLog(store, groups, nowMs)
  const facts = appends.flatMap((append) => append.facts)
  if (facts.length > 0) await appendFacts(store, facts)
}
