import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fleetGrid, fleetParams } from '../contract/fleet'
import { nodeAnswer, nodeParams } from '../contract/node'
import { peersAnswer, peersParams } from '../contract/peers'
import { seriesAnswer, seriesParams } from '../contract/series'
import { NotFoundError } from '../core/errors'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { readFleetGrid } from './get-fleet-grid'
import { readNode } from './get-node'
import { readPeers } from './get-peers'
import { readSeries } from './get-series'
import { rollTestSamples } from './test-samples'

const MINUTE_MS = 60_000
const NOW_MS = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS + 130_000
/** Two samples a minute over twenty minutes, but for a gap of five. */
const TIMES = Array.from({ length: 40 }, (_, index) => NOW_MS - index * 30_000).reverse()
const HELD = TIMES.filter((_, index) => index < 12 || index >= 22)
const constant = (value: number) => TIMES.map((timeMs) => [timeMs, value] as const)

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await rollTestSamples(
    database.store,
    [
      { node: 'calm', metric: 'cpu.utilization.busy', samples: constant(0) },
      { node: 'calm', metric: 'disk.saturation.queue', device: 'sda', samples: constant(0.5) },
      { node: 'busy', metric: 'cpu.utilization.busy', samples: constant(0.99) },
      { node: 'busy', metric: 'disk.saturation.queue', device: 'sda', samples: constant(40) },
      { node: 'busy', metric: 'disk.saturation.queue', device: 'sdb', samples: constant(0) },
      { node: 'twin', cluster: 'eu', metric: 'cpu.utilization.busy', samples: constant(0.2) },
      { node: 'twin', cluster: 'us', metric: 'cpu.utilization.busy', samples: constant(0.3) },
      {
        node: 'gappy',
        metric: 'cpu.utilization.busy',
        samples: HELD.map((timeMs) => [timeMs, 0.5] as const),
      },
      { node: 'silent', metric: 'cpu.utilization.busy', samples: [[NOW_MS - 18 * MINUTE_MS, 0.1]] },
    ],
    NOW_MS,
  )
}, 120_000)

afterAll(() => database.drop())

const fleet = (search: Record<string, string> = {}) =>
  inSnapshot(database.store, (tx) => readFleetGrid(tx, fleetParams.parse(search), NOW_MS))
const node = (id: string) =>
  inSnapshot(database.store, (tx) => readNode(tx, nodeParams.parse({ id }), NOW_MS))
const peers = (id: string) =>
  inSnapshot(database.store, (tx) => readPeers(tx, peersParams.parse({ id }), NOW_MS))
const series = (search: Record<string, string>) =>
  inSnapshot(database.store, (tx) => readSeries(tx, seriesParams.parse(search), NOW_MS))

describe('the fleet grid', () => {
  it('fits its contract and puts the worst node first', async () => {
    const grid = fleetGrid.parse(await fleet())
    expect(grid.nodes[0]?.name).toBe('busy')
    expect([grid.total, grid.shown, grid.known]).toEqual([6, 6, 6])
    expect(grid.summary.nodes.bad).toBe(1)
    expect(grid.asOfMs).toBe(NOW_MS)
  })

  it('tells zero from not measured', async () => {
    const calm = (await fleet()).nodes.find(({ name }) => name === 'calm')
    expect(calm?.cells.cpu?.utilization).toEqual({ mean: 0, max: 0, last: 0, peak: 0, verdict: 'ok' })
    expect(calm?.cells.memory?.utilization).toEqual({
      mean: null,
      max: null,
      last: null,
      peak: null,
      verdict: 'unmeasured',
    })
  })

  it('shows the worst device of a node, not the mean of them', async () => {
    const busy = (await fleet()).nodes.find(({ name }) => name === 'busy')
    expect(busy?.cells.disk?.saturation).toMatchObject({ mean: 40, max: 40, verdict: 'bad' })
  })

  it('keeps two nodes of one name apart', async () => {
    const twins = (await fleet()).nodes.filter(({ name }) => name === 'twin')
    expect(twins.map(({ cluster, cells }) => [cluster, cells.cpu?.utilization?.mean]).sort()).toEqual([
      ['eu', 0.2],
      ['us', 0.3],
    ])
  })

  it('tells who fell silent', async () => {
    const states = (await fleet()).nodes.map(({ name, state }) => [name, state])
    expect(Object.fromEntries(states)).toMatchObject({ calm: 'fresh', silent: 'stale' })
  })

  it('reads the same from one-minute and five-minute blocks', async () => {
    const fine = (await fleet({ from: 'now-2h' })).nodes
    const coarse = (await fleet({ from: 'now-6h' })).nodes
    expect(coarse.map(({ name }) => name)).toEqual(fine.map(({ name }) => name))
    const means = (nodes: typeof fine) => nodes.map(({ cells }) => cells.cpu?.utilization?.mean)
    expect(means(coarse)).toEqual(means(fine))
  })

  it('filters by label and says how many nodes there are without the filter', async () => {
    const grid = await fleet({ filter: 'cluster="eu"' })
    expect([grid.nodes.map(({ cluster }) => cluster), grid.total, grid.known]).toEqual([['eu'], 1, 6])
  })

  it('cuts after counting', async () => {
    const grid = await fleet({ limit: '1' })
    expect([grid.shown, grid.total, grid.summary.states.fresh]).toEqual([1, 6, 5])
  })

  it('of a window before the first sample measured nothing', async () => {
    const grid = await fleet({ from: 'now-3h', to: 'now-2h' })
    expect(grid.summary.nodes).toMatchObject({ ok: 0, bad: 0, unmeasured: 6 })
  })
})

describe('groups of the fleet', () => {
  it('roll up every node, also those that have no row', async () => {
    const grid = fleetGrid.parse(await fleet({ group: 'cluster', limit: '1' }))
    expect(grid.groups?.items.map(({ value, total }) => [value, total])).toEqual([
      ['', 4],
      ['eu', 1],
      ['us', 1],
    ])
    expect(grid.groups?.items[0]?.cells.disk?.saturation).toMatchObject({ value: 40, node: 'busy' })
    expect([grid.nodes, grid.total]).toEqual([[], 6])
  })

  it('show the nodes of those that are open, one page after the other', async () => {
    const page = async (offset: number) =>
      (await fleet({ group: 'cluster', open: '*', limit: '4', offset: String(offset) })).nodes
    const nodes = [...(await page(0)), ...(await page(4))]
    expect(nodes.map(({ group }) => group)).toEqual(['', '', '', '', 'eu', 'us'])
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(6)
    const open = await fleet({ group: 'cluster', open: 'us' })
    expect(open.nodes.map(({ cluster }) => cluster)).toEqual(['us'])
  })
})

describe('what the fleet is asked for', () => {
  it('by verdict leaves the summary of all', async () => {
    const grid = await fleet({ verdict: 'bad,stale' })
    expect(grid.nodes.map(({ name }) => name).sort()).toEqual(['busy', 'silent'])
    expect([grid.total, grid.summary.states.fresh]).toEqual([2, 5])
  })

  it('by resource judges these alone', async () => {
    const grid = fleetGrid.parse(await fleet({ columns: 'memory' }))
    expect(Object.keys(grid.nodes[0]?.cells ?? {})).toEqual(['memory'])
    expect(grid.summary.nodes.bad).toBe(0)
  })

  it('answers pinned nodes though the filter leaves them out', async () => {
    const id = (await fleet({ filter: 'name="calm"' })).nodes[0]?.id ?? 0
    const grid = fleetGrid.parse(await fleet({ pins: String(id), filter: 'name="busy"' }))
    expect(grid.pinned?.map(({ name }) => name)).toEqual(['calm'])
    expect(grid.nodes.map(({ name }) => name)).toEqual(['busy'])
    expect(grid.summary.states.fresh).toBe(1)
  })

  it('puts the critical path first, or shows it alone', async () => {
    const grid = await fleet({ critical: 'name="calm"' })
    expect(grid.nodes.map(({ name, isCritical }) => [name, isCritical]).slice(0, 2)).toEqual([
      ['calm', true],
      ['busy', undefined],
    ])
    const alone = await fleet({ critical: 'name="calm"', only: 'critical' })
    expect([alone.nodes.map(({ name }) => name), alone.known]).toEqual([['calm'], 6])
  })

  it('compared with a day of which nothing is known has no earlier values', async () => {
    const grid = fleetGrid.parse(await fleet({ compare: 'yesterday', sort: 'cpu.utilization' }))
    const yesterdayMs = grid.window.toMs - 24 * 60 * MINUTE_MS
    expect(grid.earlierWindow?.toMs).toBeGreaterThanOrEqual(yesterdayMs)
    expect(grid.earlierWindow?.toMs).toBeLessThan(yesterdayMs + 5 * MINUTE_MS)
    expect(grid.nodes[0]?.earlier?.cpu?.utilization?.verdict).toBe('unmeasured')
  })
})

describe('a node', () => {
  it('fits its contract, by name and by id, with its devices worst first', async () => {
    const busy = nodeAnswer.parse(await node('busy'))
    expect(nodeAnswer.parse(await node(String(busy.node.id))).node.name).toBe('busy')
    expect(busy.devices.disk).toMatchObject({
      shown: 2,
      of: 2,
      items: [{ device: 'sda' }, { device: 'sdb' }],
    })
  })

  it('that does not exist is not found', async () => {
    await expect(node('nobody')).rejects.toBeInstanceOf(NotFoundError)
  })
})

describe('the peers of a node', () => {
  it('fit their contract, and the busiest of them lies above all others', async () => {
    const answer = peersAnswer.parse(await peers('busy'))
    expect(answer).toMatchObject({ sharing: null, peers: 5 })
    const busy = answer.metrics.find(({ metric }) => metric === 'cpu.utilization.busy')
    expect(busy).toMatchObject({ value: 0.99, shareBelow: 1, peers: 5 })
    expect(busy?.values).toEqual([0, 0.1, 0.2, 0.3, 0.5])
  })

  it('are counted only where they measure the same, and zero is a value', async () => {
    const { metrics } = await peers('calm')
    expect(metrics.find(({ metric }) => metric === 'disk.saturation.queue')).toMatchObject({ peers: 1 })
    expect(metrics.find(({ metric }) => metric === 'cpu.utilization.busy')).toMatchObject({
      value: 0,
      shareBelow: 0,
    })
    expect(metrics.map(({ metric }) => metric)).not.toContain('memory.utilization.used')
  })
})

describe('series', () => {
  it('keep gaps as null and zero as zero', async () => {
    const search = { metric: 'cpu.utilization.busy', nodes: 'gappy,calm', from: 'now-15m' }
    const answer = seriesAnswer.parse(await series(search))
    const mean = (name: string) => answer.series.find((line) => line.name === name)?.mean ?? []
    expect(mean('gappy').filter((value) => value === null).length).toBeGreaterThanOrEqual(4)
    expect(mean('gappy').filter((value) => value === 0.5).length).toBeGreaterThanOrEqual(9)
    expect(new Set(mean('calm').filter((value) => value !== null))).toEqual(new Set([0]))
  })

  it('of devices are cut with a notice, the highest kept', async () => {
    const answer = await series({ metric: 'disk.saturation.queue', nodes: 'busy', device: '*', limit: '1' })
    expect(answer.series.map(({ device }) => device)).toEqual(['sda'])
    expect(answer.cut).toEqual({ shown: 1, of: 2 })
  })

  it('of several metrics are cut from each in turn, since their values do not compare', async () => {
    const metric = 'disk.saturation.queue,cpu.utilization.busy'
    const answer = await series({ metric, nodes: 'busy,calm', limit: '2' })
    expect(answer.series.map((line) => line.metric).sort()).toEqual([
      'cpu.utilization.busy',
      'disk.saturation.queue',
    ])
    expect(answer.series.map(({ name }) => name)).toEqual(['busy', 'busy'])
  })

  it('of an unknown metric or node are refused by name', async () => {
    await expect(series({ metric: 'cpu.errors.nothing', nodes: 'busy' })).rejects.toThrow(
      'cpu.errors.nothing',
    )
    await expect(series({ metric: 'cpu.utilization.busy', nodes: 'nobody' })).rejects.toThrow('nobody')
  })
})
