import { incrementsOf } from '@/lib/core/latency/increments'
import { mergePoints } from '@/lib/core/latency/merge-points'
import type { Store } from '@/lib/store/db'
import { LATENCY_BUCKET_MS } from '@/lib/store/latency/append-points'
import {
  finishLatencyBucket,
  joinLatencyParts,
  readDueBuckets,
  readLatencyParts,
  withLatencyBucket,
  type LatencyBucket,
  type OpenBucket,
  type StoredParts,
} from '@/lib/store/latency/buckets'
import { writeRolledStreams } from '@/lib/store/latency/rolled'
import { readLatencySeries } from '@/lib/store/latency/series'
import { ensurePartitions } from '@/lib/store/partitions'
import type { Tx } from '@/lib/store/reader'
import { keptFrom, type KeptTables, type RetentionConfig } from '@/lib/store/retention'
import { rollStreams } from './roll-streams'

const BUCKETS_AT_ONCE = 200

/**
 * Makes of the points of each bucket what was observed in its minutes. It is made of all points anew, so it does not matter
 * when, how often and by which process.
 */
export class LatencyRoller {
  constructor(
    private readonly store: Store,
    private readonly config: RetentionConfig,
  ) {}

  /**
   * Each bucket that waits is rolled once, as long as there is time, the newest first. Answers how many were; one that fails keeps
   * none of the others waiting.
   */
  async pass(nowMs: number, hasTime: () => boolean): Promise<number> {
    const failures: unknown[] = []
    let rolled = 0
    for (const due of await readDueBuckets(this.store, nowMs, BUCKETS_AT_ONCE)) {
      if (rolled > 0 && !hasTime()) break
      rolled += 1
      await this.roll(due, nowMs).catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
    return rolled
  }

  private async roll(due: LatencyBucket, nowMs: number): Promise<void> {
    const kept = keptFrom(this.config, nowMs)
    const { bucketMs } = due
    if (bucketMs >= kept.latency_1m) await ensurePartitions(this.store, 'latency_1m', [bucketMs])
    if (bucketMs >= kept.latency_part) await ensurePartitions(this.store, 'latency_5m', [bucketMs])
    await withLatencyBucket(this.store, due, (tx, bucket) => rollBucket(tx, bucket, kept, nowMs))
  }
}

const rollBucket = async (tx: Tx, bucket: OpenBucket, kept: KeptTables, nowMs: number): Promise<void> => {
  const { bucketMs, newestPart } = bucket
  // Points may be gone already, and what was made of them stays.
  if (bucketMs < kept.latency_part)
    return finishLatencyBucket(tx, bucket, { newestPart, isJoined: true, isNextTouched: false }, nowMs)
  const parts = await readLatencyParts(tx, bucket)
  const points = mergePoints(parts.points)
  const newestRead = Math.max(newestPart, ...parts.partIds)
  if (bucket.rolled !== bucket.touches) {
    const before = await readGrowing(tx, { ...bucket, bucketMs: bucketMs - LATENCY_BUCKET_MS })
    const increments = incrementsOf(
      mergePoints([...before, ...points]),
      bucketMs,
      bucketMs + LATENCY_BUCKET_MS,
    )
    const series = await readLatencySeries(tx, [...new Set(increments.map(({ seriesId }) => seriesId))])
    await writeRolledStreams(
      tx,
      bucketMs,
      rollStreams(increments, series, bucketMs),
      bucketMs >= kept.latency_1m,
    )
  }
  const isQuiet = nowMs >= bucketMs + 3 * LATENCY_BUCKET_MS
  const joined = isQuiet ? await join(tx, bucket, parts, points) : newestRead
  const isNextTouched = newestRead > newestPart && points.some(({ content }) => content.kind !== 'delta')
  await finishLatencyBucket(
    tx,
    bucket,
    { newestPart: Math.max(newestRead, joined), isJoined: isQuiet, isNextTouched },
    nowMs,
  )
}

/** What had been counted by the end of the bucket before. */
const readGrowing = async (tx: Tx, before: LatencyBucket) =>
  (await readLatencyParts(tx, before)).points.filter(({ content }) => content.kind !== 'delta')

const join = async (
  tx: Tx,
  bucket: OpenBucket,
  { partIds }: StoredParts,
  points: Parameters<typeof joinLatencyParts>[3],
): Promise<number> => (partIds.length < 2 ? (partIds[0] ?? 0) : joinLatencyParts(tx, bucket, partIds, points))
