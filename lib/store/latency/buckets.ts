import type { LatencyPoint } from '@/lib/core/latency/point'
import { escapeLiteral } from 'pg'
import { LOCK_LATENCY } from '../advisory-locks'
import { CorruptBlockError } from '../byte-reader'
import { copyRows } from '../copy-rows'
import type { Store } from '../db'
import { PARTITION_BOUNDS } from '../partitions'
import type { Reader, Tx } from '../reader'
import { execute, inTransaction, query, queryPlanned } from '../sql'
import { LATENCY_BUCKET_MS } from './append-points'
import { decodePart, encodePart } from './part-codec'

/** Five minutes of a cluster. */
export interface LatencyBucket {
  cluster: string
  bucketMs: number
}

/** After its end so much may still come before its parts are joined. */
const JOIN_WAIT_MS = 600_000

const DUE = {
  name: 'due_latency_buckets',
  text: `
    SELECT cluster, bucket_ms AS "bucketMs" FROM latency_bucket
    WHERE dirty_since_ms IS NOT NULL OR (NOT is_joined AND bucket_ms < $1)
    ORDER BY dirty_since_ms IS NULL, bucket_ms DESC LIMIT $2`,
}

/** What is to be rolled, the newest first, and then what is to be joined. */
export const readDueBuckets = (reader: Reader, nowMs: number, limit: number): Promise<LatencyBucket[]> =>
  queryPlanned<LatencyBucket>(reader, DUE, [nowMs - LATENCY_BUCKET_MS - JOIN_WAIT_MS, limit])

export interface OpenBucket extends LatencyBucket {
  touches: number
  rolled: number
  newestPart: number
  isJoined: boolean
}

const STATE = `
  SELECT touches, rolled, newest_part AS "newestPart", is_joined AS "isJoined" FROM latency_bucket
  WHERE cluster = $1 AND bucket_ms = $2`

/**
 * Holds the bucket while `work` runs; null where another process holds it, or nothing is to be done. What is touched
 * meanwhile is done again.
 */
export const withLatencyBucket = <Result>(
  store: Store,
  { cluster, bucketMs }: LatencyBucket,
  work: (tx: Tx, bucket: OpenBucket) => Promise<Result>,
): Promise<Result | null> =>
  inTransaction(store, async (tx) => {
    const [lock] = await query<{ isHeld: boolean }>(
      tx,
      'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS "isHeld"',
      [LOCK_LATENCY, `${cluster} ${String(bucketMs)}`],
    )
    if (lock?.isHeld !== true) return null
    const [state] = await query<Omit<OpenBucket, keyof LatencyBucket>>(tx, STATE, [cluster, bucketMs])
    return state === undefined ? null : work(tx, { cluster, bucketMs, ...state })
  })

export interface StoredParts {
  points: LatencyPoint[]
  partIds: number[]
}

export const readLatencyParts = async (
  tx: Tx,
  { cluster, bucketMs }: LatencyBucket,
): Promise<StoredParts> => {
  const rows = await copyRows(
    tx,
    `SELECT id, payload FROM latency_part
     WHERE bucket_ms = ${String(bucketMs)} AND cluster = ${escapeLiteral(cluster)} ORDER BY id`,
  )
  const parts = rows.map(([id, payload]) => {
    if (!id || !payload) throw new CorruptBlockError('a part lacks a column')
    return { id: Number(id.readBigInt64BE(0)), points: decodePart(bucketMs, payload) }
  })
  return { points: parts.flatMap(({ points }) => points), partIds: parts.map(({ id }) => id) }
}

const INSERT_PART = `
  INSERT INTO latency_part (bucket_ms, cluster, payload) VALUES ($1, $2, $3) RETURNING id`

/** One part in the place of many: the same points. Answers its id. */
export const joinLatencyParts = async (
  tx: Tx,
  { cluster, bucketMs }: LatencyBucket,
  partIds: readonly number[],
  points: readonly LatencyPoint[],
): Promise<number> => {
  await execute(tx, 'DELETE FROM latency_part WHERE bucket_ms = $1 AND cluster = $2 AND id = ANY($3)', [
    bucketMs,
    cluster,
    partIds,
  ])
  const payload = Buffer.from(encodePart(bucketMs, points))
  const [row] = await query<{ id: number }>(tx, INSERT_PART, [bucketMs, cluster, payload])
  return row?.id ?? 0
}

const FINISH = `
  UPDATE latency_bucket SET rolled = $3, newest_part = $4, is_joined = $5 AND touches = $3,
    dirty_since_ms = CASE WHEN touches = $3 THEN NULL ELSE dirty_since_ms END
  WHERE cluster = $1 AND bucket_ms = $2`

const TOUCH_NEXT = `
  UPDATE latency_bucket SET touches = touches + 1, dirty_since_ms = coalesce(dirty_since_ms, $3)
  WHERE cluster = $1 AND bucket_ms = $2`

export interface RolledBucket {
  newestPart: number
  isJoined: boolean
  /** Whether the growth of the next bucket may begin elsewhere now. */
  isNextTouched: boolean
}

/** In the order of time, as those who append. */
export const finishLatencyBucket = async (
  tx: Tx,
  { cluster, bucketMs, touches }: OpenBucket,
  { newestPart, isJoined, isNextTouched }: RolledBucket,
  nowMs: number,
): Promise<void> => {
  await execute(tx, FINISH, [cluster, bucketMs, touches, newestPart, isJoined])
  if (isNextTouched) await execute(tx, TOUCH_NEXT, [cluster, bucketMs + LATENCY_BUCKET_MS, nowMs])
}

export interface LatencyState {
  /** Changes with everything that is rolled of the window. */
  version: string
  /** Up to when what was received is shown. */
  asOfMs: number
  isAnyKnown: boolean
}

const VERSION = `
  SELECT concat_ws('/', count(*), sum(rolled), sum(newest_part)) AS version,
    (SELECT min(dirty_since_ms) FROM latency_bucket WHERE dirty_since_ms IS NOT NULL) AS "waitingSinceMs",
    EXISTS (SELECT FROM latency_stream) AS "isAnyKnown"
  FROM latency_bucket WHERE bucket_ms >= $1 AND bucket_ms < $2`

export const readLatencyState = async (
  reader: Reader,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  nowMs: number,
): Promise<LatencyState> => {
  const [row] = await query<{ version: string; waitingSinceMs: number | null; isAnyKnown: boolean }>(
    reader,
    VERSION,
    [fromMs - LATENCY_BUCKET_MS, toMs],
  )
  return {
    version: row?.version ?? '',
    asOfMs: Math.min(nowMs, row?.waitingSinceMs ?? nowMs),
    isAnyKnown: row?.isAnyKnown ?? false,
  }
}

/** A bucket tells readers that there is something, so it stays as long as a partition of its time does. */
const DELETE_OLD = `
  DELETE FROM latency_bucket WHERE bucket_ms < least($1::bigint, (
    SELECT min((${PARTITION_BOUNDS})[1]) FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent IN ('latency_1m'::regclass, 'latency_5m'::regclass)))`

export const deleteOldLatencyBuckets = (reader: Reader, keptFromMs: number): Promise<number> =>
  execute(reader, DELETE_OLD, [keptFromMs])
