import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { latencyParams } from '@/lib/contract/latency'
import { nanosOf, requestOf } from '@/lib/ingest/otlp/encode-for-test'
import { readLatency } from '@/lib/queries/latency/get-latency'
import { inSnapshot } from '@/lib/store/snapshot'
import { query } from '@/lib/store/sql'
import { countsOf, readMinutes, rollLatencies } from './test-latency'
import {
  at,
  explicit,
  exponential,
  JSON_TYPE,
  MINUTE_MS,
  of,
  postJson,
  postOtlp,
  postProtobuf,
  START_MS,
  sum,
} from './test-otlp'
import { readKept, startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

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

describe('histograms', () => {
  it('of exponential buckets are answered with their own precision', async () => {
    // Observations of 31.25 ms × 2^(n/32), up to twice as much.
    const counts = Array.from({ length: 32 }, () => 10)
    const request = of('precise', exponential('delta', at(0), counts, { zeroCount: 80, count: 400, sum: 15 }))
    expect((await postProtobuf(server, request)).status).toBe(200)
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
      await postProtobuf(server, request)
      await postJson(server, request)
    }
    expect(countsOf(await minutesOf('again'))).toEqual([11])
  })

  it('that only grow become what was observed in each minute, from their very begin and after a restart', async () => {
    await postProtobuf(
      server,
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
    await postJson(server, of('gap', told))
    expect(countsOf(await minutesOf('gap'))).toEqual([2])
  })
})

describe('sums', () => {
  it('of deltas grow by what each of them says, whatever comes again', async () => {
    const points = [
      { ...at(0), asInt: '5' },
      { ...at(1), asInt: '7' },
    ]
    await postJson(server, of('deltas', sum('delta', points)))
    await postProtobuf(server, of('deltas', sum('delta', [...points].reverse())))
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
    await postProtobuf(server, requestOf([load], resource))
    const { store } = server.database
    const nodes = await query(store, `SELECT cluster, kind, labels FROM node WHERE instance = 'web-7'`)
    expect(nodes).toEqual([{ cluster: 'eu', kind: 'host', labels: { role: 'web' } }])
  })

  it('count for their sender', async () => {
    await server.stop()
    server = await startTestServer()
    await postOtlp(server, JSON.stringify(of('shop', sum('cumulative', [{ ...at(0), asInt: '1' }]))), {
      ...JSON_TYPE,
      'user-agent': 'OTel-Test/1',
    })
    const senders = await query(server.database.store, 'SELECT protocol, user_agent AS agent FROM sender')
    expect(senders).toEqual([{ protocol: 'otlp', agent: 'OTel-Test/1' }])
  })
})
