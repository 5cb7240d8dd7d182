import { CorruptBlockError } from '../byte-reader'
import { copyRows } from '../copy-rows'
import type { Reader, Tx } from '../reader'
import { execute } from '../sql'

/** What was observed of a stream in five minutes, as `encodeEntries` writes it. */
export interface RolledStream {
  streamId: number
  /** By vantage point and minute. */
  fleet: Uint8Array
  /** By series and minute. */
  series: Uint8Array
  /** By series, in one step. */
  series5m: Uint8Array
  /** By vantage point, in one step. */
  fleet5m: Uint8Array
}

const WRITE_MINUTES = `
  INSERT INTO latency_1m (stream_id, bucket_ms, fleet, series, series_5m)
  SELECT item.stream_id, $2, item.fleet, item.series, item.series_5m
  FROM unnest($1::int[], $3::bytea[], $4::bytea[], $5::bytea[]) AS item(stream_id, fleet, series, series_5m)
  ON CONFLICT (stream_id, bucket_ms) DO UPDATE
    SET fleet = excluded.fleet, series = excluded.series, series_5m = excluded.series_5m`

const WRITE_FIVE = `
  INSERT INTO latency_5m (stream_id, bucket_ms, fleet)
  SELECT item.stream_id, $2, item.fleet FROM unnest($1::int[], $3::bytea[]) AS item(stream_id, fleet)
  ON CONFLICT (stream_id, bucket_ms) DO UPDATE SET fleet = excluded.fleet`

/** In the place of what was there. Minutes only while they are kept. */
export const writeRolledStreams = async (
  tx: Tx,
  bucketMs: number,
  streams: readonly RolledStream[],
  areMinutesKept: boolean,
): Promise<void> => {
  if (streams.length === 0) return
  const ids = streams.map(({ streamId }) => streamId)
  if (areMinutesKept)
    await execute(tx, WRITE_MINUTES, [
      ids,
      bucketMs,
      streams.map(({ fleet }) => Buffer.from(fleet)),
      streams.map(({ series }) => Buffer.from(series)),
      streams.map(({ series5m }) => Buffer.from(series5m)),
    ])
  await execute(tx, WRITE_FIVE, [ids, bucketMs, streams.map(({ fleet5m }) => Buffer.from(fleet5m))])
}

/** Which of the forms answers a question at the least cost. */
export type LatencyForm = 'fleet' | 'series' | 'series_5m' | 'fleet_5m'

export interface LatencyBlock {
  streamId: number
  bucketMs: number
  /** As `addEntries` reads it. */
  entries: Uint8Array
}

const COLUMNS: Record<LatencyForm, { table: string; column: string }> = {
  fleet: { table: 'latency_1m', column: 'fleet' },
  series: { table: 'latency_1m', column: 'series' },
  series_5m: { table: 'latency_1m', column: 'series_5m' },
  fleet_5m: { table: 'latency_5m', column: 'fleet' },
}

/** Of all buckets that begin in the window. */
export const readLatencyBlocks = async (
  reader: Reader,
  form: LatencyForm,
  streamIds: readonly number[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<LatencyBlock[]> => {
  if (streamIds.length === 0) return []
  const { table, column } = COLUMNS[form]
  const rows = await copyRows(
    reader,
    `SELECT stream_id, bucket_ms, ${column} FROM ${table} WHERE stream_id IN (${streamIds.map(Math.trunc).join(',')})
       AND bucket_ms >= ${String(Math.trunc(fromMs))} AND bucket_ms < ${String(Math.trunc(toMs))}`,
  )
  return rows.map(([streamId, bucketMs, entries]) => {
    if (!streamId || !bucketMs || !entries) throw new CorruptBlockError('a block of latencies lacks a column')
    return { streamId: streamId.readInt32BE(0), bucketMs: Number(bucketMs.readBigInt64BE(0)), entries }
  })
}
