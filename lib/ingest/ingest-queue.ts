import { UnavailableError } from '@/lib/core/errors'
import { appendFacts, type FactObservation } from '@/lib/store/facts'
import { appendLog } from '@/lib/store/append-log'
import type { Store } from '@/lib/store/db'
import { metrics } from '@/lib/telemetry/metrics'
import type { DecodedBatch } from './decoded-batch'
import { createGroupCommit } from './group-commit'
import { groupColumns } from './group-columns'

interface Append {
  batch: DecodedBatch
  facts: readonly FactObservation[]
}

export interface IngestQueue {
  /** Resolves after the commit that made the samples durable; one commit serves all requests that waited. */
  append(append: Append, signal: AbortSignal): Promise<void>
  /** Refuses a request before its body is read when the database cannot keep up. */
  checkRoom(): void
  drain(): Promise<void>
}

interface QueueOptions {
  store: Store
  maxSamples: number
  nowMs: () => number
}

const MAX_SAMPLES_A_COMMIT = 500_000

export function createIngestQueue({ store, maxSamples, nowMs }: QueueOptions): IngestQueue {
  const commits = createGroupCommit<Append>({
    commit: (appends) => commitAppends(store, appends, nowMs()),
    weightOf: ({ batch }) => Math.max(1, batch.sampleOrdinals.length),
    maxWeight: maxSamples,
    maxCommitWeight: MAX_SAMPLES_A_COMMIT,
  })
  const showWeight = () => metrics.ingestQueueSamples.set(commits.weight)
  return {
    async append(append, signal) {
      const done = commits.append(append, signal)
      showWeight()
      await done.finally(showWeight)
    },
    checkRoom() {
      if (commits.weight < maxSamples) return
      throw new UnavailableError('more samples arrive than the database can take; retry later', {
        reason: 'back_pressure',
      })
    },
    drain: () => commits.drain(),
  }
}

async function commitAppends(store: Store, appends: readonly Append[], nowMs: number): Promise<void> {
  const groups = groupColumns(appends.map(({ batch }) => batch))
  if (groups.length > 0) await appendLog(store, groups, nowMs)
  const facts = appends.flatMap((append) => append.facts)
  if (facts.length > 0) await appendFacts(store, facts)
}
