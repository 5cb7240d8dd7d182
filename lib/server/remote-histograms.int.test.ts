import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toIntervals } from '@/lib/core/latency/intervals'
import { quantilesOf } from '@/lib/core/latency/quantiles'
import { STALE_NAN_BITS } from '@/lib/core/stale'
import { bitsOf, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { encodeHistogram, type WriteHistogram } from '@/lib/ingest/remote-write/encode-histogram'
import { query } from '@/lib/store/sql'
import { countsOf, readMinutes, rollLatencies } from './test-latency'
import { startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const MINUTE_MS = 60_000
/** Two minutes before a bucket ends, so that what a test tells lies on both sides. */
const START_MS = Math.floor(Date.now() / 300_000) * 300_000 - 2 * MINUTE_MS

const METRIC = 'http_request_duration_seconds'

const labelsOf = (name: string, job: string, more: Record<string, string> = {}) =>
  Object.entries({ __name__: name, instance: 'web-1:9090', job, ...more }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  )

/** Buckets of 10 ms, 100 ms and all, as they are told at some minutes. */
const classic = (
  job: string,
  told: readonly (readonly number[])[],
  les = ['0.01', '0.1', '+Inf'],
): WriteSeries[] =>
  les.map((le, bucket) => ({
    labels: labelsOf(`${METRIC}_bucket`, job, { le, handler: '/api' }),
    samples: told.flatMap((values, minute) =>
      values[bucket] === undefined
        ? []
        : [{ timeMs: START_MS + minute * MINUTE_MS, bits: bitsOf(values[bucket]) }],
    ),
  }))
const sums = (job: string, suffix: string, values: readonly number[]): WriteSeries => ({
  labels: labelsOf(`${METRIC}_${suffix}`, job, { handler: '/api' }),
  samples: values.map((value, minute) => ({ timeMs: START_MS + minute * MINUTE_MS, bits: bitsOf(value) })),
})
const native = (job: string, histograms: readonly WriteHistogram[], name = METRIC): WriteSeries => ({
  labels: labelsOf(name, job, { method: 'GET', route: '/api', vantage: 'proxy' }),
  samples: [],
  trailing: Buffer.concat(histograms.map(encodeHistogram)),
})
const counter = (minute: number, counts: number[], change: Partial<WriteHistogram> = {}): WriteHistogram => ({
  timeMs: START_MS + minute * MINUTE_MS,
  schema: 3,
  sum: 1,
  spans: [[-20, counts.length]],
  counts,
  ...change,
})

const minutesOf = async (service: string) => {
  await rollLatencies(server.database.store)
  return readMinutes(server.database.store, service)
}

describe('classic buckets', () => {
  it('become what was observed in each minute, across buckets of time', async () => {
    const told = [
      [1, 2, 3],
      [2, 4, 6],
      [2, 4, 6],
      [5, 9, 13],
    ]
    const reply = await server.write([...classic('classic', told), sums('classic', 'sum', [1, 2.5, 2.5, 9])])
    expect(reply.status).toBe(204)
    const minutes = await minutesOf('classic')
    expect(countsOf(minutes)).toEqual([3, 0, 7])
    const [first] = [...minutes.values()]
    expect(first).toMatchObject({ count: 3, sumMs: 1500 })
    expect(first?.layers[0]).toMatchObject({
      boundsMs: Float64Array.from([10, 100]),
      counts: Float64Array.from([1, 1, 1]),
    })
  })

  it('are put together from several requests, in any order, and repeated ones change nothing', async () => {
    const series = classic('split', [
      [1, 2, 3],
      [2, 4, 6],
      [4, 8, 12],
    ])
    for (const at of [2, 0, 1, 0, 2]) await server.write(series.slice(at, at + 1))
    expect(countsOf(await minutesOf('split'))).toEqual([3, 6])
  })

  it('begin anew after a reset and are not made up over a gap', async () => {
    const series = classic('reset', [
      [5, 5, 5],
      [1, 1, 2],
    ])
    const gap = classic('gap', [[1, 1, 1]]).map(({ labels, samples }) => ({
      labels,
      samples: [
        ...samples,
        { timeMs: START_MS + MINUTE_MS, bits: STALE_NAN_BITS },
        { timeMs: START_MS + 2 * MINUTE_MS, bits: bitsOf(9) },
      ],
    }))
    await server.write([...series, ...gap])
    expect(countsOf(await minutesOf('reset'))).toEqual([2])
    expect(countsOf(await minutesOf('gap'))).toEqual([])
  })

  it('that fall are repaired, and without +Inf their count is taken', async () => {
    await server.write(
      classic('falling', [
        [0, 0, 0],
        [3, 2, 5],
      ]),
    )
    expect([...(await minutesOf('falling')).values()][0]?.layers[0]?.counts).toEqual(
      Float64Array.from([3, 0, 2]),
    )
    const series = classic(
      'endless',
      [
        [0, 0],
        [1, 2],
      ],
      ['0.01', '0.1'],
    )
    await server.write(series)
    expect(countsOf(await minutesOf('endless'))).toEqual([])
    await server.write([sums('endless', 'count', [0, 4])])
    expect(countsOf(await minutesOf('endless'))).toEqual([4])
  })

  it('leave alone what is no time or has no buckets', async () => {
    const series = (name: string) => ({
      labels: labelsOf(name, 'other', { le: '+Inf' }),
      samples: [{ timeMs: START_MS, bits: bitsOf(1) }],
    })
    await server.write([series('payload_bytes_bucket'), series('go_gc_duration_seconds_sum'), series('up')])
    await rollLatencies(server.database.store)
    const streams = await query(server.database.store, `SELECT FROM latency_stream WHERE service = 'other'`)
    expect(streams).toEqual([])
  })
})

describe('native histograms', () => {
  it('become what was observed, with their own precision', async () => {
    const reply = await server.write([
      native('native', [counter(0, [1, 2, 3]), counter(1, [2, 4, 6]), counter(3, [2, 4, 16])]),
    ])
    expect([reply.status, reply.body]).toEqual([204, ''])
    const minutes = await minutesOf('native')
    expect(countsOf(minutes)).toEqual([6, 10])
    const [first] = [...minutes.values()]
    expect(first?.layers[0]).toMatchObject({ unitMs: 1000, scale: 3, offset: -21 })
    const [median] = (first && quantilesOf(toIntervals(first), [0.5])) ?? []
    expect(median?.low).toBeCloseTo(1000 * 2 ** (-20 / 8), 6)
    const streams = await query(
      server.database.store,
      `SELECT service, operation FROM latency_stream WHERE service = 'native'`,
    )
    expect(streams).toEqual([{ service: 'native', operation: 'http_request_duration GET /api' }])
  })

  it('of fractions, of custom buckets, after a reset and after their end are understood', async () => {
    const fractions = { areFractions: true, zeroCount: 0.5 }
    const custom = { schema: -53, customValues: [0.01, 0.1], spans: [[0, 3]] as const }
    const reply = await server.write([
      native('fractions', [counter(0, [1], fractions), counter(1, [2.5], fractions)]),
      native('custom', [counter(0, [1, 1, 1], custom), counter(1, [2, 3, 4], custom)]),
      native('hinted', [counter(0, [5]), counter(1, [7], { resetHint: 1 })]),
      native('ended', [
        counter(0, [5]),
        counter(1, [], { sumBits: STALE_NAN_BITS, spans: [] }),
        counter(2, [9]),
      ]),
    ])
    expect(reply.status).toBe(204)
    expect(countsOf(await minutesOf('fractions'))).toEqual([1.5])
    expect([...(await minutesOf('custom')).values()][0]?.layers[0]).toMatchObject({
      boundsMs: Float64Array.from([10, 100]),
      counts: Float64Array.from([1, 2, 3]),
    })
    expect(countsOf(await minutesOf('hinted'))).toEqual([7])
    expect(countsOf(await minutesOf('ended'))).toEqual([])
  })

  it.each([
    ['histogram_negative_count', counter(0, [-1])],
    ['histogram_negative_observations', counter(0, [1], { negativeCounts: [1] })],
    ['histogram_spans', counter(0, [1, 2], { spans: [[0, 3]] })],
    ['histogram_spans', counter(0, [1], { spans: [[2_000_000, 1]] })],
    ['histogram_spans', counter(0, [1], { spans: [[0, 4_000_000_000]] })],
    ['histogram_schema', counter(0, [1], { schema: 9 })],
    ['histogram_bounds', counter(0, [1], { schema: -53, spans: [[0, 1]], customValues: [2, 2] })],
    ['histogram_bounds', counter(0, [1], { schema: -53, spans: [[0, 1]], customValues: [2, NaN] })],
    ['histogram_gauge', counter(0, [1], { resetHint: 3 })],
    ['too_far_in_future', { ...counter(0, [1]), timeMs: Date.now() + 3_600_000 }],
  ])('are refused by name: %s', async (reason, histogram) => {
    const reply = await server.write([native('refused', [histogram]), sums('refused', 'total', [1])])
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body)).toMatchObject({ accepted: 1, refused: 1, refusals: [{ reason }] })
  })

  it('of no time are refused by name', async () => {
    const reply = await server.write([native('bytes', [counter(0, [1])], 'payload_bytes')])
    expect(JSON.parse(reply.body)).toMatchObject({ refusals: [{ reason: 'histogram_not_of_time' }] })
  })
})
