import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failuresAnswer, failuresParams, type FailuresAnswer } from '../../contract/failures'
import { MINUTE_MS } from '../../core/times'
import { rollSent } from '../../roll/test-roll'
import { startTestServer, type TestServer } from '../../server/test-server'
import { inSnapshot } from '../../store/snapshot'
import { readFailures } from './read-failures'

const NOW_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
const MINUTES = 30
const START_MS = NOW_MS - MINUTES * MINUTE_MS

let server: TestServer

const counter = (name: string, labels: Record<string, string>, value: number) => ({
  name,
  labels: { service: 'shop', ...labels },
  type: 'counter',
  value,
})

/** Ten timeouts and one deadlock a minute, from the tenth minute on; of thirty attempts a minute ten fail; a restart at twenty. */
const seriesAt = (minute: number) => {
  const since = minute < 20 ? minute : minute - 20
  return [
    counter('rpc_errors_total', { type: 'Timeout', user: 'api' }, 10 * since),
    counter('rpc_errors_total', { type: 'Deadlock', user: 'batch' }, since),
    counter('rpc_requests_total', { result: 'ok', retry: '0' }, 20 * since),
    counter('rpc_requests_total', { result: 'error', retry: '1' }, 10 * since),
    counter('rpc_retries_total', { retry: '1' }, 5 * since),
    counter('tcp_retransmissions_total', { remote_port: '6379' }, 3 * since),
  ]
}

const documentOf = (name: string) => ({
  node: { name, cluster: 'eu-1', labels: { role: name } },
  samples: Array.from({ length: MINUTES }, (_, minute) => minute)
    .filter((minute) => minute < 10 || minute >= 14)
    .map((minute) => ({
      timestampMs: START_MS + minute * MINUTE_MS,
      values: { 'memory.utilization.used': 0.5 },
      series: seriesAt(minute),
    })),
})

const roll = () => rollSent(server.database.store)

beforeAll(async () => {
  server = await startTestServer()
  expect((await server.postSamples([documentOf('web-1'), documentOf('web-2')])).status).toBe(200)
}, 120_000)

afterAll(() => server.stop())

const ask = (search: Record<string, string> = {}): Promise<FailuresAnswer> =>
  inSnapshot(server.database.store, async (snapshot) => {
    const params = failuresParams.parse({ from: String(START_MS), to: String(NOW_MS), ...search })
    const answer: unknown = await readFailures(snapshot, params, NOW_MS, () => undefined)
    return failuresAnswer.parse(answer)
  })

/** Steps of growth that were seen: nine before the gap, one over it (four minutes), five until the restart, nine after it. */
const SEEN_MINUTES = 9 + 5 + 5 + 9

describe('GET /api/v1/errors', () => {
  it('counts what waits in the log and what is sealed alike, and nothing twice', async () => {
    const before = await ask()
    await roll()
    const after = await ask()
    expect(after.total).toBe(before.total)
    expect(after.by).toBe('type')
    expect(after.series.map(({ value, total }) => [value, total])).toEqual([
      ['Timeout', 2 * 10 * SEEN_MINUTES],
      ['Deadlock', 2 * SEEN_MINUTES],
    ])
  })

  it('leaves what was not measured empty: the first sample, the gap and the restart', async () => {
    const { series, stepMs } = await ask()
    expect(stepMs).toBe(MINUTE_MS)
    const empty = series[0]?.counts.flatMap((count, minute) => (count === null ? [minute] : []))
    expect(empty).toEqual([0, 10, 11, 12, 13, 20])
  })

  it('tells how many attempts a success takes, and does not count an error once more as a failed request', async () => {
    const { amplificationTotal, failedShare, retries, retransmits } = await ask()
    expect(amplificationTotal).toBeCloseTo(1.5, 6)
    expect(failedShare).toBeCloseTo(1 / 3, 6)
    expect([retries, retransmits]).toEqual([2 * 5 * SEEN_MINUTES, 2 * 3 * SEEN_MINUTES])
  })

  it('tells failures apart by any label, also segments by their remote port', async () => {
    expect((await ask({ by: 'user' })).series.map(({ value }) => value)).toEqual(['api', 'batch'])
    expect((await ask({ by: 'result' })).series.map(({ value }) => value)).toEqual(['error'])
    const ports = await ask({ by: 'remote_port' })
    expect(ports.series.map(({ value, total }) => [value, total])).toEqual([['6379', 2 * 3 * SEEN_MINUTES]])
  })

  it('asks the nodes that the filter matches, and says who counts most', async () => {
    const { total, nodes } = await ask({ filter: 'role="web-2"' })
    expect(total).toBe(11 * SEEN_MINUTES)
    expect(nodes.map(({ name }) => name)).toEqual(['web-2'])
    expect(await ask({ service: 'bank' })).toMatchObject({
      total: null,
      isAnyKnown: true,
      services: ['shop'],
    })
  })
})
