import type { CacheKind } from '@/lib/core/byte-cache'
import { HOUR_MS } from '@/lib/core/times'
import { query } from '../sql'
import type { Snapshot } from '../snapshot'
import { readLatencyBlocks, type LatencyBlock, type LatencyForm } from './rolled'

type StreamBlocks = readonly LatencyBlock[]

const BLOCK_BYTES = 300

const bytesOf = (blocks: StreamBlocks): number =>
  blocks.reduce((sum, { entries }) => sum + BLOCK_BYTES + entries.length, 0)

/** An hour of a stream. */
const HOURS: CacheKind<StreamBlocks> = { name: 'latencies', bytesOf }

/** Changes with everything that is rolled of an hour of a cluster, and with every partition that is dropped. */
const VERSIONS = `
  SELECT cluster, bucket_ms / ${String(HOUR_MS)} AS hour, concat_ws('/', count(*), sum(rolled), sum(newest_part),
    (SELECT concat_ws('/', count(*), sum(inhrelid::bigint)) FROM pg_inherits
     WHERE inhparent IN ('latency_1m'::regclass, 'latency_5m'::regclass))) AS version
  FROM latency_bucket WHERE cluster = ANY($1) AND bucket_ms >= $2 AND bucket_ms < $3 GROUP BY 1, 2 ORDER BY 2`

interface HourVersion {
  cluster: string
  hour: number
  version: string
}

interface Piece {
  streamId: number
  hour: number
  key: string
  version: string
}

export interface KeptStream {
  id: number
  cluster: string
}

/** As `readLatencyBlocks`, by hour, from memory where they were read before; in whole hours. */
export const readKeptLatencies = async (
  snapshot: Snapshot,
  form: LatencyForm,
  streams: readonly KeptStream[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<LatencyBlock[]> => {
  if (streams.length === 0) return []
  const clusters = [...new Set(streams.map(({ cluster }) => cluster))]
  const fromHourMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS
  const toHourMs = Math.ceil(toMs / HOUR_MS) * HOUR_MS
  const hours = await query<HourVersion>(snapshot, VERSIONS, [clusters, fromHourMs, toHourMs])
  const pieces = hours.flatMap(({ cluster, hour, version }) =>
    streams
      .filter((stream) => stream.cluster === cluster)
      .map(({ id }): Piece => ({ streamId: id, hour, version, key: keyOf(form, id, hour) })),
  )
  const found = new Map<string, StreamBlocks>()
  for (const { key, version } of pieces) {
    const kept = snapshot.cache.get(HOURS, key, version)
    if (kept !== undefined) found.set(key, kept)
  }
  const missing = pieces.filter(({ key }) => !found.has(key))
  for (const [key, blocks] of await fetchPieces(snapshot, form, missing)) found.set(key, blocks)
  return pieces.flatMap(({ key }) => found.get(key) ?? [])
}

const keyOf = (form: LatencyForm, streamId: number, hour: number): string =>
  `${form} ${String(streamId)} ${String(hour)}`

/** In one statement, which may read some hours again that are there. */
const fetchPieces = async (
  snapshot: Snapshot,
  form: LatencyForm,
  missing: readonly Piece[],
): Promise<ReadonlyMap<string, StreamBlocks>> => {
  const fetched = new Map(missing.map(({ key }) => [key, new Array<LatencyBlock>()]))
  if (missing.length === 0) return fetched
  const hours = missing.map(({ hour }) => hour)
  const streamIds = [...new Set(missing.map(({ streamId }) => streamId))]
  const blocks = await readLatencyBlocks(snapshot, form, streamIds, {
    fromMs: Math.min(...hours) * HOUR_MS,
    toMs: (Math.max(...hours) + 1) * HOUR_MS,
  })
  for (const block of blocks)
    fetched.get(keyOf(form, block.streamId, Math.floor(block.bucketMs / HOUR_MS)))?.push(block)
  // What would push out everything else is better read again.
  snapshot.cache.setTogether(
    HOURS,
    missing.map(({ key, version }) => ({ key, version, value: fetched.get(key) ?? [] })),
  )
  return fetched
}
