import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import type { Store } from './db'
import { query } from './sql'

export type PartitionedTable =
  'ingest_log' | 'chunk' | 'roll_1m' | 'roll_5m' | 'onset' | 'latency_part' | 'latency_1m' | 'latency_5m'

export const PARTITION_MS: Record<PartitionedTable, number> = {
  ingest_log: HOUR_MS,
  chunk: DAY_MS,
  roll_1m: DAY_MS,
  roll_5m: 30 * DAY_MS,
  onset: 30 * DAY_MS,
  latency_part: DAY_MS,
  latency_1m: DAY_MS,
  latency_5m: 30 * DAY_MS,
}

/**
 * SQL for the first time in the partition `child` and the first after it; null if it is none. A bound names no column,
 * and asking without the table takes no lock on it.
 */
export const PARTITION_BOUNDS = `regexp_match(
  pg_get_expr(child.relpartbound, 0), 'FROM \\(''?(-?\\d+)''?\\) TO \\(''?(-?\\d+)''?\\)')::bigint[]`

/** Makes the partitions that hold these times. Outside any transaction, so that nobody waits for a long one. */
export async function ensurePartitions(
  store: Store,
  table: PartitionedTable,
  timesMs: Iterable<number>,
): Promise<void> {
  for (const timeMs of timesMs) {
    const fromMs = Math.floor(timeMs / PARTITION_MS[table]) * PARTITION_MS[table]
    const key = `${table} ${fromMs}`
    if (store.partitions.has(key)) continue
    await query(store, 'SELECT usescope_ensure_partition($1, $2)', [table, fromMs])
    store.partitions.add(key)
  }
}

/** For when an insert finds that a partition was dropped meanwhile. */
export const forgetPartitions = (store: Store): void => store.partitions.clear()
