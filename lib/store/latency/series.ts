import { hash } from 'node:crypto'
import { LOCK_REGISTER } from '../advisory-locks'
import type { Store } from '../db'
import type { Reader, Tx } from '../reader'
import { readUsedSeries } from '../sender-budget'
import { execute, inTransaction, query } from '../sql'

/** Who tells latencies, and of what. */
export interface LatencySource {
  cluster: string
  service: string
  operation: string
  vantage: string
  /** As the sender names it; null where it names none. */
  node: string | null
  /** What else tells two senders of growing histograms apart, such as all labels of a series; mostly empty. */
  origin: string
  /** Whether all that is told went wrong; absent where that is not said. */
  isFailure?: boolean
}

const HASH_BYTES = 16

const latencySourceHash = (source: LatencySource): Buffer => {
  const { cluster, service, operation, vantage, node, origin } = source
  const text = JSON.stringify([cluster, service, operation, vantage, node, origin])
  return hash('sha256', text, 'buffer').subarray(0, HASH_BYTES)
}

export const latencySourceKey = (source: LatencySource): string =>
  latencySourceHash(source).toString('latin1')

interface SeriesRow {
  hash: Buffer
  id: number
}

const readKnown = async (reader: Reader, sources: readonly LatencySource[]): Promise<Map<string, number>> => {
  const hashes = sources.map(latencySourceHash)
  const rows = await query<SeriesRow>(reader, 'SELECT hash, id FROM latency_series WHERE hash = ANY($1)', [
    hashes,
  ])
  return new Map(rows.map((row) => [row.hash.toString('latin1'), row.id]))
}

/** Ids by key of the source; what the cap of its sender leaves no room for is not among them. Safe to repeat. */
export const registerLatencySeries = async (
  store: Store,
  sender: { id: number; seriesCap: number },
  sources: readonly LatencySource[],
  nowMs: number,
): Promise<Map<string, number>> => {
  const known = await readKnown(store, sources)
  const missing = sources.filter((source) => !known.has(latencySourceKey(source)))
  await learnOutcomes(
    store,
    sources.filter((source) => known.has(latencySourceKey(source))),
  )
  if (missing.length === 0) return known
  const added = await inTransaction(store, (tx) => register(tx, sender, missing, nowMs))
  return new Map([...known, ...added])
}

const LEARN_OUTCOMES = `
  UPDATE latency_series SET is_failure = item.is_failure FROM unnest($1::bytea[], $2::boolean[]) AS item(hash, is_failure)
  WHERE latency_series.hash = item.hash AND latency_series.is_failure IS DISTINCT FROM item.is_failure`

/** Of series that were registered before it was looked at, or understood otherwise. */
const learnOutcomes = async (store: Store, sources: readonly LatencySource[]): Promise<void> => {
  const telling = sources.filter(({ isFailure }) => isFailure !== undefined)
  if (telling.length === 0) return
  await execute(store, LEARN_OUTCOMES, [
    telling.map(latencySourceHash),
    telling.map(({ isFailure }) => isFailure),
  ])
}

const INSERT_STREAMS = `
  INSERT INTO latency_stream (cluster, service, operation)
  SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING`

const INSERT_SERIES = `
  INSERT INTO latency_series (hash, stream_id, vantage, node, is_failure, sender_id, created_ms)
  SELECT item.hash, stream.id, item.vantage, item.node, item.is_failure, $8, $9
  FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[])
    AS item(hash, cluster, service, operation, vantage, node, is_failure)
  JOIN latency_stream stream USING (cluster, service, operation)
  ON CONFLICT DO NOTHING RETURNING hash, id`

/** One registration at a time, as of other series, whose cap it shares. */
const register = async (
  tx: Tx,
  sender: { id: number; seriesCap: number },
  sources: readonly LatencySource[],
  nowMs: number,
): Promise<Map<string, number>> => {
  await query(tx, 'SELECT pg_advisory_xact_lock($1, 0)', [LOCK_REGISTER])
  const known = await readKnown(tx, sources)
  const room = Math.max(0, sender.seriesCap - (await readUsedSeries(tx, sender.id)))
  const missing = sources.filter((source) => !known.has(latencySourceKey(source))).slice(0, room)
  const words = (pick: (source: LatencySource) => string | null) => missing.map(pick)
  const stream = [words((one) => one.cluster), words((one) => one.service), words((one) => one.operation)]
  await execute(tx, INSERT_STREAMS, stream)
  const rows = await query<SeriesRow>(tx, INSERT_SERIES, [
    missing.map(latencySourceHash),
    ...stream,
    words((one) => one.vantage),
    words((one) => one.node),
    missing.map(({ isFailure }) => isFailure ?? null),
    sender.id,
    nowMs,
  ])
  await execute(tx, 'UPDATE sender SET series_count = series_count + $2 WHERE id = $1', [
    sender.id,
    rows.length,
  ])
  for (const row of rows) known.set(row.hash.toString('latin1'), row.id)
  return known
}

export interface LatencySeriesRow {
  id: number
  streamId: number
  vantage: string
  node: string | null
  isFailure: boolean | null
}

const SERIES = `SELECT id, stream_id AS "streamId", vantage, node, is_failure AS "isFailure" FROM latency_series`

export const readLatencySeries = (reader: Reader, ids: readonly number[]): Promise<LatencySeriesRow[]> =>
  query<LatencySeriesRow>(reader, `${SERIES} WHERE id = ANY($1)`, [ids])

export const readSeriesOfStreams = (
  reader: Reader,
  streamIds: readonly number[],
): Promise<LatencySeriesRow[]> =>
  query<LatencySeriesRow>(reader, `${SERIES} WHERE stream_id = ANY($1) ORDER BY id`, [streamIds])

export interface LatencyStreamRow {
  id: number
  cluster: string
  service: string
  operation: string
}

/** Those of a service and an operation, or of any. */
export const readLatencyStreams = (
  reader: Reader,
  service: string | null,
  operation: string | null,
): Promise<LatencyStreamRow[]> =>
  query<LatencyStreamRow>(
    reader,
    `SELECT id, cluster, service, operation FROM latency_stream
     WHERE ($1::text IS NULL OR service = $1) AND ($2::text IS NULL OR operation = $2) ORDER BY id`,
    [service, operation],
  )

export const countLatencySeries = async (
  reader: Reader,
  streamIds: readonly number[],
  vantage: string | null,
): Promise<number> => {
  const [row] = await query<{ count: number }>(
    reader,
    `SELECT count(*) FROM latency_series
     WHERE stream_id = ANY($1) AND ($2::text IS NULL OR vantage = $2)`,
    [streamIds, vantage],
  )
  return row?.count ?? 0
}

export interface LatencyChoices {
  services: string[]
  vantages: string[]
}

const CHOICES = `
  WITH told AS (
    SELECT id, service FROM latency_stream stream WHERE EXISTS (
      SELECT FROM latency_5m WHERE stream_id = stream.id AND bucket_ms >= $1 AND bucket_ms < $2)
  )
  SELECT ARRAY(SELECT DISTINCT service FROM told ORDER BY 1) AS services,
    ARRAY(SELECT DISTINCT vantage FROM latency_series JOIN told ON told.id = stream_id ORDER BY 1) AS vantages`

/** Of whom something was told in the window. */
export const readLatencyChoices = async (
  reader: Reader,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<LatencyChoices> => {
  const [row] = await query<LatencyChoices>(reader, CHOICES, [fromMs, toMs])
  return row ?? { services: [], vantages: [] }
}
