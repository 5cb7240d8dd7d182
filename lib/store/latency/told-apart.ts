import { PARTITION_BOUNDS } from '../partitions'
import type { Reader } from '../reader'
import { query } from '../sql'

/** Five minutes by vantage point are kept for longer than anything by series. */
const TOLD_APART = `
  WITH kept AS (
    SELECT coalesce(min((${PARTITION_BOUNDS})[1]), $3) AS from_ms
    FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid WHERE inhparent = 'latency_1m'::regclass
  )
  SELECT from_ms AS "fromMs" FROM kept WHERE EXISTS (
    SELECT FROM latency_5m WHERE stream_id = ANY($1) AND bucket_ms >= $2 AND bucket_ms < least(from_ms, $3))`

/** Since when the series of the streams are told apart; null where they are in all of the window, or nobody told anything before. */
export const readToldApartFrom = async (
  reader: Reader,
  streamIds: readonly number[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<number | null> => {
  if (streamIds.length === 0) return null
  const [row] = await query<{ fromMs: number }>(reader, TOLD_APART, [streamIds, fromMs, toMs])
  return row?.fromMs ?? null
}
