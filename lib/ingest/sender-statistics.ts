import { flushSenderStats, type SenderStats } from '@/lib/store/senders'
import type { Store } from '@/lib/store/db'
import { metrics } from '@/lib/telemetry/metrics'
import type { Refusal } from './refusals'
import type { Sender } from './sender'

export interface SenderStatistics {
  accept(sender: Sender, delivery: Delivery): void
  refuse(sender: Sender, refusals: readonly Refusal[]): void
  /** Adds what happened since the last flush to the store; after a failure the next flush tells it too. */
  flush(): Promise<void>
}

interface Delivery {
  samples: number
  newestMs: number | null
  nodeIds: Iterable<number>
}

interface SenderRecord {
  seen: boolean
  lastSeenMs: number
  accepted: number
  lagMs: number | null
  newNodes: Set<number>
  toldNodes: Set<number>
  refusals: Map<string, { count: number; example: string; lastMs: number }>
}

/** Kept in memory and flushed every few seconds, so that statistics cost ingest nothing. */
export function createSenderStatistics(store: Store, nowMs: () => number): SenderStatistics {
  const records = new Map<number, SenderRecord>()

  const recordOf = (sender: Sender): SenderRecord => {
    const known = records.get(sender.id) ?? createRecord(nowMs())
    records.set(sender.id, known)
    known.seen = true
    known.lastSeenMs = nowMs()
    return known
  }

  return {
    accept(sender, { samples, newestMs, nodeIds }) {
      const record = recordOf(sender)
      record.accepted += samples
      if (newestMs !== null) record.lagMs = Math.max(0, Math.round(record.lastSeenMs - newestMs))
      for (const nodeId of nodeIds) if (!record.toldNodes.has(nodeId)) record.newNodes.add(nodeId)
      metrics.samplesAccepted.inc({ protocol: sender.protocol }, samples)
      if (record.lagMs !== null) metrics.ingestLagSeconds.set(record.lagMs / 1000)
    },
    refuse(sender, refusals) {
      const record = recordOf(sender)
      for (const { reason, count, example } of refusals) {
        const known = record.refusals.get(reason)?.count ?? 0
        record.refusals.set(reason, {
          count: known + count,
          example: storable(example),
          lastMs: record.lastSeenMs,
        })
        metrics.samplesRefused.inc({ reason }, count)
      }
    },
    async flush() {
      const telling = [...records].filter(([, record]) => record.seen)
      if (telling.length === 0) return
      const stats = telling.map(([senderId, record]) => takeStats(senderId, record))
      try {
        await flushSenderStats(store, stats)
      } catch (error) {
        for (const told of stats) putBack(records.get(told.senderId), told)
        throw error
      }
    },
  }
}

const MAX_EXAMPLE_LENGTH = 300

/** Senders choose what examples hold, and Postgres keeps no NUL. */
const storable = (example: string): string =>
  example.slice(0, MAX_EXAMPLE_LENGTH).replace(/[\p{Cc}\p{Surrogate}]/gu, '\ufffd')

const createRecord = (nowMs: number): SenderRecord => ({
  seen: true,
  lastSeenMs: nowMs,
  accepted: 0,
  lagMs: null,
  newNodes: new Set(),
  toldNodes: new Set(),
  refusals: new Map(),
})

function takeStats(senderId: number, record: SenderRecord): SenderStats {
  const stats: SenderStats = {
    senderId,
    lastSeenMs: record.lastSeenMs,
    accepted: record.accepted,
    lagMs: record.lagMs,
    nodeIds: [...record.newNodes],
    refusals: [...record.refusals].map(([reason, refusal]) => ({ reason, ...refusal })),
  }
  for (const nodeId of record.newNodes) record.toldNodes.add(nodeId)
  record.newNodes.clear()
  record.refusals.clear()
  record.accepted = 0
  record.seen = false
  return stats
}

function putBack(record: SenderRecord | undefined, stats: SenderStats): void {
  if (record === undefined) return
  record.seen = true
  record.accepted += stats.accepted
  for (const nodeId of stats.nodeIds) record.newNodes.add(nodeId)
  for (const { reason, count, example, lastMs } of stats.refusals) {
    const since = record.refusals.get(reason)
    record.refusals.set(reason, since ? { ...since, count: since.count + count } : { count, example, lastMs })
  }
}
