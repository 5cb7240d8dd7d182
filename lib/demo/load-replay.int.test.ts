import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriesParams } from '../contract/series'
import { isDemoCluster } from '../core/demo-cluster'
import { MINUTE_MS } from '../core/times'
import { factsByNode } from '../queries/node-labels'
import { readSeries } from '../queries/get-series'
import { makeReplay, type Replay } from '../replay/make-replay'
import { rollSent } from '../roll/test-roll'
import { startTestServer, type TestServer } from '../server/test-server'
import { readDemoNodes } from '../store/demo-nodes'
import { readEvents } from '../store/events'
import { readFacts } from '../store/facts'
import { readKeptHosts } from '../store/kept-nodes'
import { readNodes } from '../store/nodes'
import { removeDemo } from '../store/remove-demo'
import { inSnapshot } from '../store/snapshot'
import { endOfMinute } from './demo-file'
import { sendReplay } from './load-replay'
import { Poster } from './post'

const NOW_MS = Date.now()
const METRICS = ['disk.utilization.busy', 'cpu.saturation.pressure', 'memory.utilization.used'] as const
const REAL = {
  node: { name: 'db-1', cluster: 'eu-1' },
  samples: [{ timestampMs: NOW_MS, values: { 'cpu.utilization.busy': 1 } }],
}

let server: TestServer
let replay: Replay

/** Ticks until nothing waits any more; late samples are gathered for some seconds before they are sealed. */
const rollAll = () => rollSent(server.database.store)

const load = async (): Promise<void> => {
  const poster = new Poster({ url: server.url, token: null })
  await sendReplay(replay, poster, { onProgress: () => undefined })
  poster.close()
  await rollAll()
}

const hostNames = () =>
  inSnapshot(server.database.store, async (snapshot) =>
    (await readKeptHosts(snapshot)).map(({ name }) => name).sort(),
  )

beforeAll(async () => {
  server = await startTestServer()
  await server.postSamples(REAL)
  const endMs = endOfMinute(NOW_MS)
  replay = makeReplay('unattended-upgrades', {
    nodes: 3,
    days: 0.1,
    endMs,
    gapsPerNodeDay: 20,
    withoutPressureShare: 0,
  })
  await load()
}, 120_000)
afterAll(() => server.stop())

const readMetric = (metric: string) =>
  inSnapshot(server.database.store, (snapshot) =>
    readSeries(
      snapshot,
      seriesParams.parse({
        metric,
        nodes: replay.nodes.map(({ name }) => name).join(','),
        from: String(replay.startMs),
        to: String(replay.endMs),
        step: '1m',
      }),
      NOW_MS,
    ),
  )

/** What is answered, and what was to be, wherever something is answered. */
const compared = async (metric: string) => {
  const { series, startMs, stepMs } = await readMetric(metric)
  const history = replay.metrics.find((one) => one.metric === metric)
  return series.flatMap(({ name, mean }) => {
    const node = replay.nodes.findIndex((one) => one.name === name)
    return mean.flatMap((value, step) => {
      const at = (startMs + step * stepMs - replay.startMs) / MINUTE_MS
      const wanted = history?.values[node * history.stepCount + at] ?? NaN
      return value === null ? [] : [{ value, wanted }]
    })
  })
}

describe('a replay on the road of every sample', () => {
  it.each(METRICS)('is answered as it was made: %s', async (metric) => {
    const pairs = await compared(metric)
    expect(pairs.length).toBeGreaterThan(0.6 * 3 * 144)
    for (const { value, wanted } of pairs)
      expect(Math.abs(value - wanted)).toBeLessThan(0.001 + 0.001 * wanted)
  })

  it('knows the facts since when they held, and the labels', async () => {
    const { store } = server.database
    const nodes = await readNodes(store, { kind: 'host' })
    const facts = factsByNode(await readFacts(store, { atMs: NOW_MS }), NOW_MS)
    for (const planned of replay.nodes) {
      const node = nodes.find(({ name }) => name === planned.name)
      expect(node?.labels).toMatchObject({ role: planned.role, zone: planned.zone })
      expect(facts.get(node?.id ?? 0)).toMatchObject({
        launch_time: String(planned.lives.at(-1)?.launchMs),
        kernel: expect.any(String) as unknown,
      })
    }
  })

  it('keeps every event once, however often the fleet is loaded', async () => {
    await load()
    const window = { fromMs: replay.startMs - 60_000, toMs: replay.endMs + 60_000 }
    const { total } = await readEvents(server.database.store, {
      window,
      of: null,
      source: null,
      kind: null,
      text: null,
      limit: 1,
    })
    expect(total).toBe(replay.events.length)
  })

  it('is removed without a trace on screen, leaves what is measured alone, and comes back', async () => {
    const { store } = server.database
    const names = replay.nodes.map(({ name }) => name)
    expect(await hostNames()).toEqual([...names, 'db-1'].sort())
    expect(await removeDemo(store)).toBe(3)
    expect(await hostNames()).toEqual(['db-1'])
    expect(await readDemoNodes(store)).toEqual({ nodes: 0, endMs: null })
    expect((await readMetric(METRICS[0])).series).toEqual([])
    await load()
    expect(await hostNames()).toEqual([...names, 'db-1'].sort())
    expect((await compared(METRICS[0])).length).toBeGreaterThan(0.6 * 3 * 144)
  })

  it('shares no node group with what is measured', async () => {
    const nodes = await readNodes(server.database.store)
    const groupsOf = (isDemo: boolean) =>
      new Set(nodes.filter(({ cluster }) => isDemoCluster(cluster) === isDemo).map(({ groupId }) => groupId))
    expect([...groupsOf(true)].filter((groupId) => groupsOf(false).has(groupId))).toEqual([])
  })
})
