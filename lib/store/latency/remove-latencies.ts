import type { Store } from '../db'
import { execute, query } from '../sql'
import { withLatencyBucket } from './buckets'

interface RemovedBucket {
  cluster: string
  bucketMs: number
}

const BUCKETS = `
  SELECT cluster, bucket_ms AS "bucketMs" FROM latency_bucket WHERE starts_with(cluster, $1)
  ORDER BY bucket_ms LIMIT $2`

const BUCKETS_AT_ONCE = 500

const STREAMS = 'SELECT id FROM latency_stream WHERE starts_with(cluster, $1)'

/**
 * Removes all latencies of clusters whose names begin so. Bucket by bucket, each in the place of its roller; who told them stays
 * known, because processes that take histograms remember their ids for good.
 */
export const removeLatencies = async (store: Store, clusterPrefix: string): Promise<void> => {
  for (;;) {
    const buckets = await query<RemovedBucket>(store, BUCKETS, [clusterPrefix, BUCKETS_AT_ONCE])
    if (buckets.length === 0) return
    for (const bucket of buckets) await removeBucket(store, clusterPrefix, bucket)
  }
}

/** Waits its turn where the roller holds it: that is a matter of milliseconds. */
const removeBucket = async (
  store: Store,
  clusterPrefix: string,
  { cluster, bucketMs }: RemovedBucket,
): Promise<void> => {
  await withLatencyBucket(store, { cluster, bucketMs }, async (tx) => {
    // First, because whoever appends to the bucket waits for its row from then on.
    await execute(tx, 'DELETE FROM latency_bucket WHERE cluster = $1 AND bucket_ms = $2', [cluster, bucketMs])
    await execute(tx, 'DELETE FROM latency_part WHERE bucket_ms = $2 AND cluster = $1', [cluster, bucketMs])
    for (const table of ['latency_1m', 'latency_5m'])
      await execute(tx, `DELETE FROM ${table} WHERE bucket_ms = $2 AND stream_id IN (${STREAMS})`, [
        clusterPrefix,
        bucketMs,
      ])
  })
}
