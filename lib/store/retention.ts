import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import type { Store } from './db'
import { ensurePartitions, forgetPartitions } from './partitions'
import type { PartitionedTable } from './partitions'
import type { Reader, Tx } from './reader'
import { execute, inTransaction, query } from './sql'

export interface RetentionConfig {
  chunkRetentionDays: number
  roll1mRetentionDays: number
  roll5mRetentionDays: number
}

/** A log partition may still be written by a process whose clock is behind. */
const LOG_GRACE_MS = HOUR_MS

interface Partition {
  name: string
  /** The first time that is not in it. */
  endMs: number
}

const PARTITIONS = `
  SELECT child.relname AS name,
    (regexp_match(pg_get_expr(child.relpartbound, child.oid), 'TO \\(''?(-?\\d+)''?\\)'))[1]::bigint AS "endMs"
  FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
  WHERE inhparent = $1::regclass ORDER BY 2`

const readPartitions = (reader: Reader, table: PartitionedTable): Promise<Partition[]> =>
  query<Partition>(reader, PARTITIONS, [table])

/** Drops partitions that are older than kept, and log partitions that are wholly sealed; answers their names. */
export async function applyRetention(
  store: Store,
  config: RetentionConfig,
  nowMs: number,
): Promise<string[]> {
  const ends: Record<PartitionedTable, number> = {
    chunk: nowMs - config.chunkRetentionDays * DAY_MS,
    roll_1m: nowMs - config.roll1mRetentionDays * DAY_MS,
    roll_5m: nowMs - config.roll5mRetentionDays * DAY_MS,
    ingest_log: nowMs - LOG_GRACE_MS,
  }
  const dropped: string[] = []
  for (const table of ['chunk', 'roll_1m', 'roll_5m', 'ingest_log'] as const) {
    const old = (await readPartitions(store, table)).filter(({ endMs }) => endMs <= ends[table])
    for (const { name } of old) if (await dropPartition(store, table, name)) dropped.push(name)
  }
  if (dropped.length > 0) forgetPartitions(store)
  await ensurePartitions(store, 'ingest_log', [nowMs, nowMs + HOUR_MS])
  return dropped
}

/** Writers wait while a partition is dropped, so a lock that is not free soon is left for the next time. */
async function dropPartition(store: Store, table: PartitionedTable, name: string): Promise<boolean> {
  try {
    return await inTransaction(store, async (tx) => {
      await execute(tx, "SET LOCAL lock_timeout = '1s'")
      await execute(tx, `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
      const partitions = await readPartitions(tx, table)
      if (!partitions.some((partition) => partition.name === name)) return false
      if (table === 'ingest_log' && !(await isSealed(tx, name))) return false
      await execute(tx, `DROP TABLE "${name}"`)
      return true
    })
  } catch (error) {
    if (isLockTimeout(error)) return false
    throw error
  }
}

async function isSealed(tx: Tx, partition: string): Promise<boolean> {
  const [row] = await query<{ sealed: boolean }>(
    tx,
    `SELECT NOT EXISTS (
       SELECT 1 FROM (SELECT group_id, max(seq) AS seq FROM "${partition}" GROUP BY group_id) newest
       LEFT JOIN roll_state USING (group_id) WHERE newest.seq > coalesce(roll_state.position, 0)
     ) AS sealed`,
  )
  return row?.sealed === true
}

const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('lock timeout')
