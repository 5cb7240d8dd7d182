import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { latencyParams } from '@/lib/contract/latency'
import { encodeMetrics, nanosOf, requestOf } from '@/lib/ingest/otlp/encode-for-test'
import { readLatency } from '@/lib/queries/latency/get-latency'
import { inSnapshot } from '@/lib/store/snapshot'
import { query } from '@/lib/store/sql'
import { countsOf, readMinutes, rollLatencies } from './test-latency'
import { readKept, startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const MINUTE_MS = 60_000
/** Two minutes before a bucket ends, so that what a test tells lies on both sides. */
const START_MS = Math.floor(Date.now() / 300_000) * 300_000 - 2 * MINUTE_MS
const JSON_TYPE = { 'content-type': 'application/json' }
const PROTOBUF = { 'content-type': 'application/x-protobuf' }

const post = (body: string | Uint8Array, headers: Record<string, string>, path = '/v1/metrics') =>
  server.ask({ method: 'POST', path, headers, body })
const postProtobuf = (request: unknown) => post(encodeMetrics(request), PROTOBUF)
const postJson = async (request: unknown) => {
  const reply = await post(JSON.stringify(request), JSON_TYPE)
  const answer: unknown = JSON.parse(reply.body)
  return { ...reply, answer }
}

/** A point that ends at a minute, and begins the one before it. */
const at = (minute: number, fromMinute = minute - 1) => ({
  startTimeUnixNano: nanosOf(START_MS + fromMinute * MINUTE_MS),
  timeUnixNano: nanosOf(START_MS + minute * MINUTE_MS),
})
const TEMPORALITIES = { delta: 1, cumulative: 2 } as const
type Temporality = keyof typeof TEMPORALITIES

const of = (service: string, ...metrics: unknown[]) =>
  requestOf(metrics, { 'host.name': 'web-1', 'service.name': service, role: 'web', 'os.type': 'linux' })

const explicit = (
  temporality: Temporality,
  points: readonly (readonly [times: object, counts: number[]])[],
) => ({
  name: 'call.duration',
  unit: 'ms',
  histogram: {
    aggregationTemporality: TEMPORALITIES[temporality],
    dataPoints: points.map(([times, bucketCounts]) => ({
      ...times,
      count: bucketCounts.reduce((sum, count) => sum + count, 0),
      bucketCounts,
      explicitBounds: [10, 100],
    })),
  },
})
const exponential = (
  temporality: Temporality,
  times: object,
  bucketCounts: number[],
  change: object = {},
) => ({
  name: 'request.duration',
  unit: 's',
  exponentialHistogram: {
    aggregationTemporality: TEMPORALITIES[temporality],
    dataPoints: [
      {
        ...times,
        count: bucketCounts.reduce((sum, count) => sum + count, 0),
        scale: 5,
        positive: { offset: -160, bucketCounts },
        ...change,
      },
    ],
  },
})
const sum = (temporality: Temporality, points: readonly object[]) => ({
  name: 'orders',
  sum: { aggregationTemporality: TEMPORALITIES[temporality], isMonotonic: true, dataPoints: points },
})

const minutesOf = async (service: string) => {
  await rollLatencies(server.database.store)
  return readMinutes(server.database.store, service)
}
const samplesOf = async (job: string) =>
  (await readKept(server.database.store))
    .filter(({ labels }) => labels['job'] === job)
    .map(({ name, timeMs, bits }) => [
      name,
      timeMs - START_MS,
      new Float64Array(new BigUint64Array([bits]).buffer)[0],
    ])

describe('answers', () => {
  it('are in the encoding of the request, and empty where all is kept', async () => {
    const request = of('answers', sum('cumulative', [{ ...at(0), asInt: '1' }]))
    const json = await post(gzipSync(JSON.stringify(request)), { ...JSON_TYPE, 'content-encoding': 'gzip' })
    expect([json.status, json.headers['content-type'], json.body]).toEqual([
      200,
      'application/json',
      '{"partialSuccess":{}}',
    ])
    const protobuf = await post(gzipSync(encodeMetrics(request)), { ...PROTOBUF, 'content-encoding': 'gzip' })
    expect([protobuf.status, protobuf.headers['content-type'], protobuf.body]).toEqual([
      200,
      'application/x-protobuf',
      '\n\0',
    ])
  })

  it('to nothing are a success', async () => {
    for (const [body, headers] of [
      ['', PROTOBUF],
      ['', JSON_TYPE],
      ['{}', JSON_TYPE],
      ['{"resourceMetrics":[],"later":1}', JSON_TYPE],
    ] as const)
      expect((await post(body, headers)).status).toBe(200)
  })

  it('name what was refused, and the rest is kept', async () => {
    const bad = explicit('delta', [[at(0), [1, 2]]])
    const { status, answer } = await postJson(of('partly', bad, explicit('delta', [[at(0), [1, 2, 3]]])))
    expect([status, answer]).toMatchObject([
      200,
      {
        partialSuccess: {
          rejectedDataPoints: '1',
          errorMessage: expect.stringContaining(
            'refused 1 of 2 data points, the rest is kept: histogram_bucket_count',
          ),
        },
      },
    ])
    expect(countsOf(await minutesOf('partly'))).toEqual([6])
    const { body } = await postProtobuf(requestOf([bad], { 'service.name': 'nameless' }))
    expect(body).toContain('node_missing')
    expect(body.slice(0, 5).includes('\u0008\u0001')).toBe(true)
  })

  it.each([
    [400, 'not OTLP in JSON', '{"resourceMetrics":5}', JSON_TYPE],
    [400, 'not OTLP in JSON', '{', JSON_TYPE],
    [400, 'not OTLP in protobuf', Buffer.from([0x0a, 0x05, 0x01]), PROTOBUF],
    [400, 'not gzip', 'plain', { ...PROTOBUF, 'content-encoding': 'gzip' }],
    [415, 'Content-Type', 'x', { 'content-type': 'text/plain' }],
    [415, 'Content-Encoding', 'x', { ...JSON_TYPE, 'content-encoding': 'br' }],
    [
      413,
      'inflates to more',
      gzipSync(Buffer.alloc(65 * 1024 * 1024)),
      { ...PROTOBUF, 'content-encoding': 'gzip' },
    ],
    [413, 'too many values', `[${'[],'.repeat(2_100_000)}[]]`, JSON_TYPE],
  ])('that are a %i hold a Status: %s', async (status, message, body, headers) => {
    const reply = await post(body, headers)
    expect([reply.status, reply.body]).toEqual([status, expect.stringContaining(message)])
    if (headers['content-type'] === 'application/x-protobuf')
      expect(reply.body.startsWith('\u0008\u0003')).toBe(true)
    else expect(JSON.parse(reply.body)).toMatchObject({ code: 3 })
  })

  it('ask for another try where there is no room, and never for none', async () => {
    const small = await startTestServer({ ingestQueueSamples: 10 })
    try {
      const points = Array.from({ length: 50 }, (_, minute) => ({ ...at(-minute), asInt: '1' }))
      const body = JSON.stringify(of('crowded', sum('cumulative', points)))
      const replies = await Promise.all(
        Array.from({ length: 20 }, () =>
          small.ask({ method: 'POST', path: '/v1/metrics', headers: JSON_TYPE, body }),
        ),
      )
      const refused = replies.filter(({ status }) => status !== 200)
      expect(refused.length).toBeGreaterThan(0)
      for (const { status, headers, body: told } of refused)
        expect([status, Number(headers['retry-after']) > 0, JSON.parse(told)]).toMatchObject([
          503,
          true,
          { code: 14 },
        ])
    } finally {
      await small.stop()
    }
  })
})

describe('histograms', () => {
  it('of exponential buckets are answered with their own precision', async () => {
    // Observations of 31.25 ms × 2^(n/32), up to twice as much.
    const counts = Array.from({ length: 32 }, () => 10)
    const request = of('precise', exponential('delta', at(0), counts, { zeroCount: 80, count: 400, sum: 15 }))
    expect((await postProtobuf(request)).status).toBe(200)
    await rollLatencies(server.database.store)
    const params = latencyParams.parse({
      from: String(START_MS - 30 * MINUTE_MS),
      to: String(START_MS + 30 * MINUTE_MS),
      service: 'precise',
    })
    const { panels } = await inSnapshot(server.database.store, (snapshot) =>
      readLatency(snapshot, params, START_MS + 30 * MINUTE_MS),
    )
    const total = panels[0]?.total
    expect(total).toMatchObject({ count: 400, meanMs: 37.5 })
    // Of 400 observations, the 200th is the 120th above zero, at the end of bucket 12.
    const median = total?.quantiles.find(({ quantile }) => quantile === 0.5)
    const exact = 31.25 * 2 ** (12 / 32)
    expect(median?.low).toBeLessThanOrEqual(exact * 1.0001)
    expect(median?.high).toBeGreaterThanOrEqual(exact * 0.9999)
    expect(((median?.high ?? NaN) - (median?.low ?? NaN)) / exact).toBeLessThan(0.025)
  })

  it('that are sent again, in another encoding too, change nothing', async () => {
    const request = of('again', explicit('delta', [[at(0), [1, 2, 3]]]), exponential('delta', at(0), [5]))
    for (let times = 0; times < 2; times += 1) {
      await postProtobuf(request)
      await postJson(request)
    }
    expect(countsOf(await minutesOf('again'))).toEqual([11])
  })

  it('that only grow become what was observed in each minute, from their very begin and after a restart', async () => {
    await postProtobuf(
      of(
        'grown',
        explicit('cumulative', [
          [at(0), [1, 2, 3]],
          [at(1, -1), [2, 2, 3]],
          // Began anew, and observed more than before by then.
          [at(3, 2), [9, 9, 9]],
          [at(4, 2), [9, 9, 10]],
        ]),
      ),
    )
    const minutes = await minutesOf('grown')
    expect(
      [...minutes].map(([timeMs, { layers }]) => [
        (timeMs - START_MS) / MINUTE_MS,
        [...(layers[0]?.counts ?? [])],
      ]),
    ).toEqual([
      [0, [1, 2, 3]],
      [1, [1, 0, 0]],
      [2, [0, 0, 0]],
      [3, [9, 9, 9]],
      [4, [0, 0, 1]],
    ])
  })

  it('have a gap where no value is recorded', async () => {
    const longAgo = { startTimeUnixNano: nanosOf(START_MS - 3_600_000) }
    const told = explicit('cumulative', [
      [{ ...at(0), ...longAgo }, [1, 0, 0]],
      [{ ...at(1), ...longAgo, flags: 1 }, []],
      [{ ...at(2), ...longAgo }, [9, 0, 0]],
      [{ ...at(3), ...longAgo }, [11, 0, 0]],
    ])
    await postJson(of('gap', told))
    expect(countsOf(await minutesOf('gap'))).toEqual([2])
  })
})

describe('sums', () => {
  it('of deltas grow by what each of them says, whatever comes again', async () => {
    const points = [
      { ...at(0), asInt: '5' },
      { ...at(1), asInt: '7' },
    ]
    await postJson(of('deltas', sum('delta', points)))
    await postProtobuf(of('deltas', sum('delta', [...points].reverse())))
    const kept = await samplesOf('deltas')
    expect(new Set(kept.map((sample) => JSON.stringify(sample)))).toEqual(
      new Set(
        [
          ['orders_total', -MINUTE_MS + 1, 0],
          ['orders_total', 0, 5],
          ['orders_total', 1, 0],
          ['orders_total', MINUTE_MS, 7],
        ].map((sample) => JSON.stringify(sample)),
      ),
    )
  })

  it('make a host of whoever sends what a host sends, with facts and labels of its resource', async () => {
    const load = {
      name: 'system.cpu.load_average.1m',
      unit: '{thread}',
      gauge: { dataPoints: [{ ...at(0), asDouble: 0.5 }] },
    }
    const resource = { 'host.name': 'web-7', role: 'web', 'os.type': 'linux', cluster: 'eu' }
    await postProtobuf(requestOf([load], resource))
    const { store } = server.database
    const nodes = await query(store, `SELECT cluster, kind, labels FROM node WHERE instance = 'web-7'`)
    expect(nodes).toEqual([{ cluster: 'eu', kind: 'host', labels: { role: 'web' } }])
  })

  it('count for their sender', async () => {
    await server.stop()
    server = await startTestServer()
    await post(JSON.stringify(of('shop', sum('cumulative', [{ ...at(0), asInt: '1' }]))), {
      ...JSON_TYPE,
      'user-agent': 'OTel-Test/1',
    })
    const senders = await query(server.database.store, 'SELECT protocol, user_agent AS agent FROM sender')
    expect(senders).toEqual([{ protocol: 'otlp', agent: 'OTel-Test/1' }])
  })
})
