import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  observerEffectsAnswer,
  observerEffectsParams,
  type ObserverEffectsAnswer,
} from '../../contract/observer-effects'
import { explainAnswer, explainParams } from '../../contract/explain'
import { HOUR_MS, MINUTE_MS } from '../../core/times'
import { endOfMinute } from '../../demo/demo-file'
import { sendReplay } from '../../demo/load-replay'
import { Poster } from '../../demo/post'
import { makeReplay, type Replay } from '../../replay/make-replay'
import { rollSent } from '../../roll/test-roll'
import { startTestServer, type TestServer } from '../../server/test-server'
import { inSnapshot } from '../../store/snapshot'
import { readExplanation } from '../explain/read-explanation'
import { rollTestHistograms } from '../latency/test-histograms'
import { readObserverEffects } from './read-observer-effects'

const NOW_MS = endOfMinute(Date.now())
const TRACED = ['t-1', 't-2', 't-3', 't-4']
const PLAIN = ['p-1', 'p-2', 'p-3', 'p-4', 'p-5']

let server: TestServer
let replay: Replay

/** Traced nodes spend some points more system time, and their callers wait longer. */
const documentOf = (name: string, place: number) => ({
  node: { name, cluster: 'traced', facts: { tracing: TRACED.includes(name) ? 'on' : 'off' } },
  samples: Array.from({ length: 60 }, (_, minute) => ({
    timestampMs: NOW_MS - (60 - minute) * MINUTE_MS,
    values: { 'cpu.utilization.system': 0.1 + 0.01 * (place % 3) + (TRACED.includes(name) ? 0.06 : 0) },
  })),
})

const histogramsOf = (name: string, place: number) =>
  Array.from({ length: 60 }, (_, minute) => ({
    timeMs: NOW_MS - (60 - minute) * MINUTE_MS,
    cluster: 'traced',
    node: name,
    layer: {
      kind: 'bounds' as const,
      boundsMs: Float64Array.of(9, 10, 10.2, 10.4, 29, 30, 30.2, 30.4),
      counts: Float64Array.from({ length: 9 }, (_, at) =>
        at === (TRACED.includes(name) ? 5 : 1) + (place % 3) ? 20 : 0,
      ),
    },
  }))

beforeAll(async () => {
  server = await startTestServer()
  replay = makeReplay('monitoring-probe', { nodes: 30, days: 1, endMs: NOW_MS })
  const poster = new Poster({ url: server.url, token: null })
  await sendReplay(replay, poster, { onProgress: () => undefined })
  poster.close()
  const names = [...TRACED, ...PLAIN]
  expect((await server.postSamples(names.map(documentOf))).status).toBe(200)
  await rollSent(server.database.store, 40)
  await rollTestHistograms(server.database.store, names.flatMap(histogramsOf), NOW_MS)
}, 240_000)

afterAll(() => server.stop())

const ask = (search: Record<string, string>): Promise<ObserverEffectsAnswer> =>
  inSnapshot(server.database.store, async (snapshot) => {
    const params = observerEffectsParams.parse(search)
    const answer = await readObserverEffects(snapshot, params, NOW_MS, () => undefined)
    return observerEffectsAnswer.parse(JSON.parse(JSON.stringify(answer)))
  })

describe('GET /api/v1/collectors/effects', () => {
  it('names what the newer agent does to the nodes that got it, and finds nothing of the kind before', async () => {
    const { comparisons, facts } = await ask({ filter: 'cluster=~"demo:.*"' })
    expect(facts).toEqual(['probe_agent_version'])
    const newest = comparisons.find(({ kind }) => kind === 'change')
    const affected = new Set(replay.truth.bursts.map(({ node }) => node))
    expect(newest).toMatchObject({ from: '1.8.2', to: '1.9.0', changed: affected.size, refusal: null })
    const [system, pressure] = newest?.effects ?? []
    expect(system).toMatchObject({ id: 'cpu.utilization.system', isSignificant: true, isTrusted: true })
    expect(system?.low).toBeGreaterThan(0.15)
    expect(system?.sentence).toMatch(
      /^Nodes on which probe_agent_version went from 1\.8\.2 to 1\.9\.0 spend [\d.]+ points more system time \(95 %: [\d.]+ to [\d.]+\), \d+ nodes against \d+ that did not change\.$/,
    )
    expect(pressure).toMatchObject({ id: 'cpu.saturation.pressure', isSignificant: true })
  })

  it('sees it fall again where the version was taken back', async () => {
    const { comparisons } = await ask({ filter: 'cluster=~"demo:.*"' })
    const back = comparisons.find(({ kind, to }) => kind === 'change' && to === '1.8.2')
    expect(back?.effects[0]?.high).toBeLessThan(-0.15)
  })

  it('compares nodes that were always traced with the others, also by what their callers wait', async () => {
    const window = { from: String(NOW_MS - HOUR_MS), to: String(NOW_MS), filter: 'cluster="traced"' }
    const { comparisons, total } = await ask(window)
    expect(total).toBe(TRACED.length + PLAIN.length)
    expect(comparisons).toMatchObject([{ kind: 'groups', fact: 'tracing', to: 'on', changed: 4, others: 5 }])
    const [system, latency] = comparisons[0]?.effects ?? []
    expect(system?.sentence).toMatch(/^Nodes with tracing enabled spend \d\.\d points more system time/)
    expect(latency).toMatchObject({ id: 'latency', isSignificant: true })
    expect(latency?.estimate).toBeCloseTo(0.02, 2)
    expect(latency?.lines.changed.some((value) => value !== null && value > 0.025)).toBe(true)
  })

  it('has nothing to compare where nothing is observed otherwise', async () => {
    expect((await ask({ filter: 'role="db"' })).comparisons).toEqual([])
  })
})

describe('an explanation', () => {
  it('lists what the newer agent does as a suspect, with numbers, where it was rolled out in the window', async () => {
    const [, second] = replay.truth.spans
    const params = explainParams.parse({
      from: String(second?.fromMs ?? 0),
      to: String(replay.endMs),
    })
    const answer = await inSnapshot(server.database.store, (snapshot) =>
      readExplanation(snapshot, params, NOW_MS, () => undefined),
    )
    const { observers = [], resources } = explainAnswer.parse(JSON.parse(JSON.stringify(answer)))
    expect(observers[0]).toMatchObject({
      name: 'probe_agent_version 1.8.2 → 1.9.0',
      fact: 'probe_agent_version',
    })
    expect(observers[0]?.sentence).toMatch(/spend [\d.]+ points more system time \(95 %: /)
    const metrics = resources.map(({ metric }) => metric)
    expect(metrics).toContain('software.utilization.collector_cpu')
    expect(metrics).not.toContain('cpu.utilization.count')
  })

  it('suspects no observer where none changed', async () => {
    const [first] = replay.truth.spans
    const params = explainParams.parse({
      from: String((first?.fromMs ?? 0) - 4 * HOUR_MS),
      to: String((first?.fromMs ?? 0) - 2 * HOUR_MS),
    })
    const { observers } = await inSnapshot(server.database.store, (snapshot) =>
      readExplanation(snapshot, params, NOW_MS, () => undefined),
    )
    expect(observers).toEqual([])
  })
})
