import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layerOfObservations } from '@/lib/core/latency/exponential-index'
import type { LatencyPoint, PointContent } from '@/lib/core/latency/point'
import { appendLatencyPoints, LATENCY_BUCKET_MS } from '@/lib/store/latency/append-points'
import { deleteOldLatencyBuckets, readLatencyState } from '@/lib/store/latency/buckets'
import { latencySourceKey, registerLatencySeries, type LatencySource } from '@/lib/store/latency/series'
import { removeDemo } from '@/lib/store/remove-demo'
import { applyRetention } from '@/lib/store/retention'
import { findOrCreateSender } from '@/lib/store/senders'
import { query } from '@/lib/store/sql'
import { createTestDatabase, type TestDatabase } from '@/lib/store/test-database'
import { createRandom } from '@/lib/replay/random'
import { LatencyRoller } from './latency-roller'

const CONFIG = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }
const NOW_MS = Math.floor(Date.now() / LATENCY_BUCKET_MS) * LATENCY_BUCKET_MS
const START_MS = NOW_MS - 4 * LATENCY_BUCKET_MS
const DAY_MS = 86_400_000

let database: TestDatabase
let senderId = 0

beforeAll(async () => {
  database = await createTestDatabase()
  const sender = { name: 'test', protocol: 'histograms', userAgent: 'test' }
  senderId = await findOrCreateSender(database.store, sender, NOW_MS)
})
afterAll(() => database.drop())

const register = async (change: Partial<LatencySource>): Promise<number> => {
  const source = {
    cluster: '',
    service: 'shop',
    operation: 'pay',
    vantage: '',
    node: null,
    origin: '',
    ...change,
  }
  const ids = await registerLatencySeries(database.store, { id: senderId, seriesCap: 1e9 }, [source], NOW_MS)
  return ids.get(latencySourceKey(source)) ?? 0
}
const append = (cluster: string, points: readonly LatencyPoint[]) =>
  appendLatencyPoints(database.store, [{ cluster, points }], NOW_MS)
const roller = () => new LatencyRoller(database.store, CONFIG)
const settle = async () => {
  while ((await roller().pass(NOW_MS, () => true)) > 0);
}

const delta = (values: readonly number[]): PointContent => ({
  kind: 'delta',
  histogram: {
    layers: [layerOfObservations(values)],
    count: values.length,
    sumMs: 1,
    minMs: NaN,
    maxMs: NaN,
    errorCount: 0,
    errorsKnownOf: 0,
  },
})

/** Two series over four buckets: one told by itself, and one of classic buckets that come apart. */
const pointsOf = (ids: readonly [number, number]): LatencyPoint[] =>
  Array.from({ length: 60 }, (_, at): LatencyPoint[] => {
    const timeMs = START_MS + at * 20_000
    const classic = { kind: 'classic' as const, count: NaN, sumMs: NaN }
    return [
      { seriesId: ids[0], timeMs, batch: 0, content: delta([1 + at, 2]) },
      { seriesId: ids[1], timeMs, batch: 0, content: { ...classic, boundsMs: [10], cumulative: [at] } },
      {
        seriesId: ids[1],
        timeMs,
        batch: 0,
        content: { ...classic, boundsMs: [Infinity], cumulative: [3 * at] },
      },
    ]
  }).flat()

const rolledOf = (cluster: string) =>
  query<{ bucketMs: number; fleet: Buffer; five: Buffer }>(
    database.store,
    `SELECT minutes.bucket_ms AS "bucketMs", minutes.fleet, five.fleet AS five
     FROM latency_1m minutes JOIN latency_5m five USING (stream_id, bucket_ms)
     JOIN latency_stream stream ON stream.id = stream_id WHERE cluster = $1 ORDER BY 1`,
    [cluster],
  )

describe('rolling latencies', () => {
  it('gives the same whatever comes when, twice, by whom, and rolled by two at once', async () => {
    const ids = async (cluster: string) =>
      [await register({ cluster }), await register({ cluster, origin: 'classic' })] as const
    await append('at-once', pointsOf(await ids('at-once')))
    await settle()
    const expected = await rolledOf('at-once')
    expect(expected).toHaveLength(4)
    for (const seed of [1, 2, 3]) {
      const cluster = `in-turns-${String(seed)}`
      const random = createRandom(seed)
      const points = pointsOf(await ids(cluster))
      const parts = Array.from({ length: 12 }, () => points.filter(() => random.isTrue(0.3)))
      for (const part of [...parts, points.toReversed()])
        await Promise.all([
          append(cluster, part),
          append(cluster, part.slice(0, 3)),
          roller().pass(NOW_MS, () => true),
          roller().pass(NOW_MS, () => true),
        ])
      await settle()
      expect(await rolledOf(cluster)).toEqual(expected)
    }
  })

  it('says up to when it is done', async () => {
    const window = { fromMs: START_MS, toMs: NOW_MS }
    const state = () => readLatencyState(database.store, window, NOW_MS + 5000)
    await settle()
    const before = await state()
    expect([before.asOfMs, before.isAnyKnown]).toEqual([NOW_MS + 5000, true])
    await append('', [{ seriesId: await register({}), timeMs: START_MS, batch: 0, content: delta([1]) }])
    expect((await state()).asOfMs).toBe(NOW_MS)
    await settle()
    expect((await state()).version).not.toBe(before.version)
  })

  it('forgets demonstration fleets, and nothing of others', async () => {
    for (const cluster of ['demo:eu', 'real']) {
      const seriesId = await register({ cluster })
      await append(cluster, [{ seriesId, timeMs: START_MS, batch: 0, content: delta([1]) }])
    }
    await settle()
    await removeDemo(database.store)
    await settle()
    expect([(await rolledOf('demo:eu')).length, (await rolledOf('real')).length]).toEqual([0, 1])
    const parts = await query(database.store, `SELECT FROM latency_part WHERE cluster = 'demo:eu'`)
    expect(parts).toEqual([])
  })

  it('keeps minutes, points and five minutes as long as those of samples', async () => {
    const seriesId = await register({ cluster: 'old' })
    for (const days of [10, 20, 29])
      await append('old', [{ seriesId, timeMs: START_MS - days * DAY_MS, batch: 0, content: delta([1]) }])
    await settle()
    const countOf = async (table: string) =>
      (
        await query<{ count: number }>(
          database.store,
          `SELECT count(*) FROM ${table} WHERE bucket_ms < ${String(START_MS - DAY_MS)}`,
        )
      )[0]?.count
    expect([await countOf('latency_1m'), await countOf('latency_5m')]).toEqual([1, 3])
    const laterMs = NOW_MS + 12 * DAY_MS
    const dropped = await applyRetention(database.store, CONFIG, laterMs)
    expect(dropped.some((name) => name.startsWith('latency_1m_'))).toBe(true)
    expect([await countOf('latency_1m'), await countOf('latency_part'), await countOf('latency_5m')]).toEqual(
      [0, 1, 3],
    )
    const deleteBuckets = () => deleteOldLatencyBuckets(database.store, START_MS - 25 * DAY_MS)
    expect(await deleteBuckets()).toBe(0)
    await applyRetention(database.store, CONFIG, NOW_MS + 500 * DAY_MS)
    expect([await countOf('latency_5m'), await deleteBuckets()]).toEqual([0, 1])
  })
})
