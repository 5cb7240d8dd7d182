import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outagesAnswer, outagesParams, type OutagesAnswer } from '../../contract/outages'
import { neighboursOn, probeRing } from '../../core/outages/probe-ring'
import { HOUR_MS, MINUTE_MS } from '../../core/times'
import { rollSent } from '../../roll/test-roll'
import { startTestServer, type TestServer } from '../../server/test-server'
import { inSnapshot } from '../../store/snapshot'
import { explainAnswer, explainParams } from '../../contract/explain'
import { readExplanation } from '../explain/read-explanation'
import { readOutages } from './read-outages'

const NOW_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
const MINUTES = 180
const START_MS = NOW_MS - MINUTES * MINUTE_MS
const NODES = Array.from({ length: 12 }, (_, at) => `node-${String(at)}`)
const RING = probeRing(NODES)

const driverOf = (node: string): string => (Number(node.slice(5)) < 4 ? 'vif' : 'ixgbevf')

/** Nodes of the old driver are out for ten minutes every forty; the collector of another is away for a while. */
const isOut = (node: string, minute: number): boolean =>
  driverOf(node) === 'vif' && (minute + 7 * Number(node.slice(5))) % 40 < 10 && minute > 10
const isSilent = (node: string, minute: number): boolean =>
  isOut(node, minute) || (node === 'node-9' && minute >= 60 && minute < 75)

let server: TestServer

const gauge = (name: string, target: string, value: number) => ({
  name,
  labels: { target, port: '22', protocol: 'tcp' },
  type: 'gauge',
  value,
})

const seriesOf = (node: string, minute: number) =>
  neighboursOn(RING, node, 3).flatMap((target) =>
    isOut(target, minute)
      ? [gauge('usescope_probe_success', target, 0)]
      : [gauge('usescope_probe_success', target, 1), gauge('usescope_probe_duration_seconds', target, 0.001)],
  )

const samplesOf = (node: string) =>
  Array.from({ length: MINUTES }, (_, minute) => minute)
    .filter((minute) => !isSilent(node, minute))
    .map((minute) => ({
      timestampMs: START_MS + minute * MINUTE_MS + 1000,
      values: { 'memory.utilization.used': 0.5 },
      series: seriesOf(node, minute),
    }))

beforeAll(async () => {
  server = await startTestServer()
  const documents = NODES.map((node) => ({
    node: { name: node, cluster: 'eu-1', facts: { driver: driverOf(node), zone: `z${String(node.length)}` } },
    samples: samplesOf(node),
  }))
  expect((await server.postSamples(documents)).status).toBe(200)
  expect((await server.postSamples(documents)).status).toBe(200)
  await rollSent(server.database.store)
}, 120_000)

afterAll(() => server.stop())

const ask = (search: Record<string, string>): Promise<OutagesAnswer> =>
  inSnapshot(server.database.store, async (snapshot) =>
    outagesAnswer.parse(
      JSON.parse(
        JSON.stringify(await readOutages(snapshot, outagesParams.parse(search), NOW_MS, () => undefined)),
      ),
    ),
  )

const WINDOW = { from: String(NOW_MS - 3 * HOUR_MS), to: String(NOW_MS) }

describe('GET /api/v1/outages', () => {
  it('counts outages of nodes once, whoever noticed and however often it was sent', async () => {
    const answer = await ask(WINDOW)
    const expected = NODES.flatMap((node) =>
      Array.from({ length: MINUTES }, (_, minute) => minute).filter(
        (minute) => minute < MINUTES - 3 && isOut(node, minute) && !isOut(node, minute - 1),
      ),
    )
    expect(answer.total.outages).toBe(expected.length)
    expect(answer.episodes.every(({ kind, node }) => kind === 'node' && driverOf(node.name) === 'vif')).toBe(
      true,
    )
    expect(answer.pathOutages).toBe(0)
    expect([answer.nodes, answer.paths, answer.nodesProbed]).toEqual([12, 36, 12])
    expect(answer.total.nodeDays).toBeGreaterThan(1.4)
    expect(answer.connectTimes.medianSeconds).toBeLessThan(0.002)
  })

  it('names the driver that separates', async () => {
    const { by, groups, separatedBy } = await ask(WINDOW)
    expect(by).toBe('driver')
    expect(separatedBy).toMatchObject([{ fact: 'driver', value: 'vif', nodes: 4, ratio: null }])
    expect(separatedBy[0]?.pValue).toBeLessThan(1e-4)
    expect(groups.map(({ value, outages }) => [value, outages > 0])).toEqual([
      ['vif', true],
      ['ixgbevf', false],
    ])
  })

  it('does not count a node that answers while its collector is away', async () => {
    expect(await ask({ ...WINDOW, filter: 'driver="ixgbevf"' })).toMatchObject({
      total: { outages: 0, rate: 0, low: 0 },
      answered: 1,
      nodes: 8,
      known: 12,
    })
  })

  it('of one node are found by its silence too, though its own silence is all that is asked for', async () => {
    const { episodes, deafMs, nodes, paths } = await ask({ ...WINDOW, filter: 'name="node-1"' })
    expect([nodes, paths]).toEqual([1, 6])
    expect(deafMs).toBe(0)
    expect(episodes.length).toBeGreaterThan(1)
    expect(episodes.every(({ kind, isSilent }) => kind === 'node' && isSilent)).toBe(true)
  })

  const explain = (fromMs: number, toMs: number) =>
    inSnapshot(server.database.store, async (snapshot) => {
      const params = explainParams.parse({ from: String(fromMs), to: String(toMs) })
      return explainAnswer.parse(await readExplanation(snapshot, params, NOW_MS, () => undefined))
    })

  it('tell an explanation which kind of node goes out, of all the days that are known', async () => {
    const { separatedBy } = await explain(NOW_MS - HOUR_MS, NOW_MS)
    const driver = separatedBy.find(({ outages }) => outages !== null)
    expect(driver).toMatchObject({
      fact: 'driver',
      value: 'vif',
      affectedOutside: 0,
      outages: { ratio: null },
    })
    expect(driver?.affectedInside).toBeGreaterThan(8)
    expect(driver?.sentence).toMatch(
      /^Only nodes with driver vif went out: \d+ times in \d+ node-days, against never/,
    )
  })

  it('are evidence of an explanation of their time, and of no other', async () => {
    const { outages, events } = await explain(NOW_MS - HOUR_MS, NOW_MS)
    expect(outages?.nodes).toBe(4)
    expect(outages?.total).toBeGreaterThan(4)
    expect(outages?.episodes[0]?.sentence).toMatch(
      /^was out from \d\d:\d\d UTC for \d+ min; \d+ of \d+ probes failed, and nothing was heard of it\.$/,
    )
    expect(events.filter(({ source }) => source === 'outages').length).toBeLessThan(2)
    expect((await explain(NOW_MS - 100 * HOUR_MS, NOW_MS - 99 * HOUR_MS)).outages).toBeNull()
  })

  it('knows nothing of a time in which nobody was heard', async () => {
    const long = { from: String(NOW_MS - 100 * HOUR_MS), to: String(NOW_MS - 90 * HOUR_MS) }
    expect(await ask(long)).toMatchObject({ nodes: 0, total: { rate: null, high: null }, episodes: [] })
  })
})
