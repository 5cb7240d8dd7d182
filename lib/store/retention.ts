import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { LOCK_RETENTION } from './advisory-locks'
import type { Store } from './db'
import { PARTITION_BOUNDS, PARTITION_MS, ensurePartitions, forgetPartitions } from './partitions'
import type { PartitionedTable } from './partitions'
import type { Reader, Tx } from './reader'
import { execute, inTransaction, query } from './sql'
import { isLockTimeout } from './store-errors'

export interface RetentionConfig {
  chunkRetentionDays: number
  roll1mRetentionDays: number
  roll5mRetentionDays: number
}

/** A log partition may still be written by a process whose clock is behind. */
const LOG_GRACE_MS = HOUR_MS

/**
 * A sample may be accepted just before it is too old and sealed afterwards: then the raw samples around it, of which its
 * bucket is made again, must still be there.
 */
const CHUNK_GRACE_MS = HOUR_MS

/** Readers and writers of the table queue behind a drop that waits, so it waits no longer than nobody would notice. */
const LOCK_PATIENCE_MS = 50

interface Partition {
  name: string
  /** The first time that is not in it. */
  endMs: number
}

const PARTITIONS = `
  SELECT child.relname AS name, (${PARTITION_BOUNDS})[2] AS "endMs"
  FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
  WHERE inhparent = $1::regclass ORDER BY 2`

const readPartitions = (reader: Reader, table: PartitionedTable): Promise<Partition[]> =>
  query<Partition>(reader, PARTITIONS, [table])

/** Begin of the oldest partition that is kept, by table. */
export type KeptTables = Record<Exclude<PartitionedTable, 'ingest_log'>, number>

/** Those of samples. */
export type Kept = Pick<KeptTables, 'chunk' | 'roll_1m' | 'roll_5m' | 'onset'>

export function keptFrom(config: RetentionConfig, nowMs: number): KeptTables {
  const beginOf = (table: keyof KeptTables, oldestMs: number) =>
    Math.floor(oldestMs / PARTITION_MS[table]) * PARTITION_MS[table]
  return {
    chunk: beginOf('chunk', nowMs - config.chunkRetentionDays * DAY_MS - CHUNK_GRACE_MS),
    roll_1m: beginOf('roll_1m', nowMs - config.roll1mRetentionDays * DAY_MS),
    roll_5m: beginOf('roll_5m', nowMs - config.roll5mRetentionDays * DAY_MS),
    onset: beginOf('onset', nowMs - config.roll5mRetentionDays * DAY_MS),
    latency_part: beginOf('latency_part', nowMs - config.chunkRetentionDays * DAY_MS - CHUNK_GRACE_MS),
    latency_1m: beginOf('latency_1m', nowMs - config.roll1mRetentionDays * DAY_MS),
    latency_5m: beginOf('latency_5m', nowMs - config.roll5mRetentionDays * DAY_MS),
  }
}

const DROPPED_TABLES = [
  'chunk',
  'roll_1m',
  'roll_5m',
  'onset',
  'latency_part',
  'latency_1m',
  'latency_5m',
  'ingest_log',
] as const

/** Drops partitions that are older than kept, and log partitions that are wholly sealed; answers their names. */
export async function applyRetention(
  store: Store,
  config: RetentionConfig,
  nowMs: number,
): Promise<string[]> {
  await ensurePartitions(store, 'ingest_log', [nowMs, nowMs + HOUR_MS])
  const ends = { ...keptFrom(config, nowMs), ingest_log: nowMs - LOG_GRACE_MS }
  const dropped: string[] = []
  for (const table of DROPPED_TABLES) dropped.push(...(await dropPartitions(store, table, ends[table])))
  if (dropped.length > 0) forgetPartitions(store)
  return dropped
}

/** Stops at the first that somebody uses: all need the same lock on the table, and the next run tries again. */
async function dropPartitions(store: Store, table: PartitionedTable, endMs: number): Promise<string[]> {
  const old = (await readPartitions(store, table)).filter((partition) => partition.endMs <= endMs)
  const dropped: string[] = []
  try {
    for (const { name } of old) if (await dropPartition(store, table, name)) dropped.push(name)
  } catch (error) {
    if (!isLockTimeout(error)) throw error
  }
  return dropped
}

const dropPartition = (store: Store, table: PartitionedTable, name: string): Promise<boolean> =>
  inTransaction(store, async (tx) => {
    await execute(tx, `SET LOCAL lock_timeout = ${LOCK_PATIENCE_MS}`)
    if (!(await isAlone(tx)) || !(await isDisposable(tx, table, name))) return false
    await execute(tx, `LOCK TABLE ONLY ${table} IN ACCESS EXCLUSIVE MODE`)
    // Nobody can append any more, so what is true now stays true until the commit.
    if (!(await isDisposable(tx, table, name))) return false
    await execute(tx, `DROP TABLE "${name}"`)
    return true
  })

/** Of two processes that drop partitions at once, one leaves it to the other. */
async function isAlone(tx: Tx): Promise<boolean> {
  const [row] = await query<{ alone: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1, 0) AS alone', [
    LOCK_RETENTION,
  ])
  return row?.alone === true
}

/** Whether the partition is there, and holds nothing that is still to be sealed. */
async function isDisposable(tx: Tx, table: PartitionedTable, name: string): Promise<boolean> {
  const partitions = await readPartitions(tx, table)
  if (!partitions.some((partition) => partition.name === name)) return false
  if (table !== 'ingest_log') return true
  const [row] = await query<{ sealed: boolean }>(
    tx,
    `SELECT NOT EXISTS (
       SELECT 1 FROM (SELECT group_id, max(seq) AS seq FROM "${name}" GROUP BY group_id) newest
       LEFT JOIN roll_state USING (group_id) WHERE newest.seq > coalesce(roll_state.position, 0)
     ) AS sealed`,
  )
  return row?.sealed === true
}
