import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/times'
import { rollSent } from '../../roll/test-roll'
import { startTestServer, type TestServer } from '../../server/test-server'
import { inSnapshot } from '../../store/snapshot'
import { readListedNodes } from '../node-heard'
import { findInWindow } from './find-in-window'

const NOW_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
const MINUTES = 240
const START_MS = NOW_MS - MINUTES * MINUTE_MS
const NODES = ['node-0', 'node-1', 'node-2']
/** Heard all the time, but reached by nobody from this minute to the other. */
const OUT = { node: 'node-2', from: 20, to: 230 }

const reaches = (target: string, minute: number): boolean =>
  target !== OUT.node || minute < OUT.from || minute >= OUT.to

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  const samplesOf = (node: string) =>
    Array.from({ length: MINUTES }, (_, minute) => ({
      timestampMs: START_MS + minute * MINUTE_MS + 1000,
      values: { 'memory.utilization.used': 0.5 },
      series: NODES.filter((target) => target !== node).map((target) => ({
        name: 'usescope_probe_success',
        labels: { target, port: '22', protocol: 'tcp' },
        type: 'gauge',
        value: Number(reaches(target, minute)),
      })),
    }))
  const documents = NODES.map((node) => ({ node: { name: node }, samples: samplesOf(node) }))
  expect((await server.postSamples(documents)).status).toBe(200)
  await rollSent(server.database.store)
}, 120_000)

afterAll(() => server.stop())

const outagesIn = (fromMs: number, toMs: number, knownToMs = toMs) =>
  inSnapshot(server.database.store, async (snapshot) => {
    const window = { fromMs, toMs }
    const nodes = await readListedNodes(snapshot, window, toMs)
    const search = { window, nodes, others: [], nowMs: NOW_MS, knownToMs }
    const { found, probed } = await findInWindow(snapshot, search, () => undefined)
    return found.outages.map(({ endpoint, kind, fromMs: beganMs }) => ({
      node: probed.endpoints[endpoint]?.name,
      kind,
      minute: (beganMs - 1000 - START_MS) / MINUTE_MS,
    }))
  })

describe('an outage that is found in a window', () => {
  const expected = [{ node: OUT.node, kind: 'target', minute: OUT.from }]

  it('is told with its beginning, which may lie hours before', async () => {
    expect(await outagesIn(NOW_MS - 30 * MINUTE_MS, NOW_MS)).toEqual(expected)
  })

  it('is the same whether the window is short or long', async () => {
    expect(await outagesIn(NOW_MS - 7 * HOUR_MS, NOW_MS)).toEqual(expected)
  })

  it('is the same if its last failed probe was before the window', async () => {
    const lastFailedMs = START_MS + (OUT.to - 1) * MINUTE_MS + 1000
    expect(await outagesIn(lastFailedMs + 10_000, NOW_MS)).toEqual(expected)
  })

  it('is none where nothing is known yet', async () => {
    expect(await outagesIn(NOW_MS + 30 * DAY_MS, NOW_MS + 31 * DAY_MS, NOW_MS)).toEqual([])
  })

  it('is told by probes where nobody knows who was heard', async () => {
    expect(await outagesIn(NOW_MS - HOUR_MS, NOW_MS, NOW_MS - 3 * DAY_MS)).toEqual(expected)
  })
})
