import type { LatencyPoint } from '@/lib/core/latency/point'
import type { Store } from '../db'
import { ensurePartitions, forgetPartitions } from '../partitions'
import { execute } from '../sql'
import { encodePart } from './part-codec'

export const LATENCY_BUCKET_MS = 300_000

export const latencyBucketOf = (timeMs: number): number =>
  Math.floor(timeMs / LATENCY_BUCKET_MS) * LATENCY_BUCKET_MS

/** What one sender told of one cluster. */
export interface ClusterPoints {
  cluster: string
  points: readonly LatencyPoint[]
}

/** Buckets are touched in one order everywhere, so that two processes do not wait for each other in a circle. */
const APPEND = `
    WITH part AS (
      SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS part(cluster, bucket_ms, payload)
    ), touched AS (
      INSERT INTO latency_bucket (cluster, bucket_ms, touches, dirty_since_ms)
      SELECT cluster, bucket_ms, 1, $4 FROM part ORDER BY 1, 2
      ON CONFLICT (cluster, bucket_ms) DO UPDATE SET touches = latency_bucket.touches + 1, is_joined = false,
        dirty_since_ms = coalesce(latency_bucket.dirty_since_ms, excluded.dirty_since_ms)
    )
    INSERT INTO latency_part (bucket_ms, cluster, payload) SELECT bucket_ms, cluster, payload FROM part`

const NO_PARTITION = '23514'

interface Part {
  cluster: string
  bucketMs: number
  points: LatencyPoint[]
}

const partsOf = (told: readonly ClusterPoints[]): Part[] => {
  const parts = new Map<string, Part>()
  for (const { cluster, points } of told)
    for (const point of points) {
      const bucketMs = latencyBucketOf(point.timeMs)
      const key = `${bucketMs} ${cluster}`
      const part = parts.get(key) ?? { cluster, bucketMs, points: [] }
      part.points.push(point)
      parts.set(key, part)
    }
  return [...parts.values()]
}

/** Resolves after the commit; all of it is kept or nothing. What is there already changes nothing. */
export const appendLatencyPoints = async (
  store: Store,
  told: readonly ClusterPoints[],
  receivedMs: number,
): Promise<void> => {
  const parts = partsOf(told)
  if (parts.length === 0) return
  const append = async () => {
    const bucketsMs = parts.map(({ bucketMs }) => bucketMs)
    await ensurePartitions(store, 'latency_part', new Set(bucketsMs))
    await execute(store, APPEND, [
      parts.map(({ cluster }) => cluster),
      bucketsMs,
      parts.map(({ bucketMs, points }) => Buffer.from(encodePart(bucketMs, points))),
      receivedMs,
    ])
  }
  try {
    await append()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NO_PARTITION)) throw error
    forgetPartitions(store)
    await append()
  }
}
