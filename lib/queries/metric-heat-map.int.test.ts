import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heatMapAnswer, heatMapParams, type HeatMapAnswer } from '../contract/heat-map'
import { InvalidInputError } from '../core/errors'
import { decodeCells } from '../core/three-digits'
import { appendFacts } from '../store/facts'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { readMetricHeatMap } from './get-metric-heat-map'
import { rollTestSamples } from './test-samples'

const MINUTE_MS = 60_000
const NOW_MS = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS + 130_000
const TIMES = Array.from({ length: 60 }, (_, index) => NOW_MS - index * 30_000).reverse()
const SPIKE = 21
const samples = (valueAt: (index: number) => number) =>
  TIMES.map((timeMs, index) => [timeMs, valueAt(index)] as const)

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const metric = 'cpu.utilization.busy'
  await rollTestSamples(
    database.store,
    [
      { node: 'calm', metric, samples: samples(() => 0) },
      { node: 'spiky', cluster: 'eu', metric, samples: samples((index) => (index === SPIKE ? 1 : 0.1)) },
      { node: 'gappy', metric, samples: samples(() => 0.75).filter((_, index) => index < 20 || index >= 40) },
      { node: 'other', metric: 'memory.utilization.used', samples: samples(() => 0.5) },
    ],
    NOW_MS,
  )
}, 120_000)

afterAll(() => database.drop())

const ask = async (search: Record<string, string> = {}): Promise<HeatMapAnswer> => {
  const params = heatMapParams.parse({ metric: 'cpu.utilization.busy', from: 'now-30m', ...search })
  const answer = await inSnapshot(database.store, (tx) => readMetricHeatMap(tx, params, NOW_MS))
  return heatMapAnswer.parse(answer)
}
const rowOf = (answer: HeatMapAnswer, name: string): number[] => {
  const row = new Float64Array(answer.stepCount)
  decodeCells(answer.cells[answer.nodes.name.indexOf(name)] ?? '', row, 0, answer.stepCount)
  return [...row]
}
const columnOf = <Value>(answer: HeatMapAnswer, column: readonly Value[], name: string): Value | undefined =>
  column[answer.nodes.name.indexOf(name)]

describe('the heat map of a metric', () => {
  it('has a row for every node, and tells zero from not measured', async () => {
    const answer = await ask()
    expect(answer.nodes.name).toEqual(['calm', 'gappy', 'other', 'spiky'])
    expect(new Set(rowOf(answer, 'calm').filter((value) => !Number.isNaN(value)))).toEqual(new Set([0]))
    expect(rowOf(answer, 'other').every(Number.isNaN)).toBe(true)
    expect(rowOf(answer, 'gappy').filter(Number.isNaN).length).toBeGreaterThanOrEqual(9)
    expect(columnOf(answer, answer.nodes.worst, 'calm')).toBe(0)
    expect(columnOf(answer, answer.nodes.worst, 'other')).toBeNull()
  })

  it('keeps a spike at every step, and says when it began', async () => {
    for (const from of ['now-30m', 'now-6h', 'now-30d']) {
      const answer = await ask({ from })
      const atMs = TIMES[SPIKE] ?? 0
      const step = Math.floor((atMs - answer.window.fromMs) / answer.stepMs)
      expect(rowOf(answer, 'spiky')[step]).toBe(1)
      expect(columnOf(answer, answer.nodes.onsetMs, 'spiky')).toBe(
        answer.window.fromMs + step * answer.stepMs,
      )
      expect(columnOf(answer, answer.nodes.onsetVerdict, 'spiky')).toBe('bad')
      expect(answer.stepCount).toBeLessThanOrEqual(1_000)
    }
  })

  it('shows the same in a window that ended as in one that goes on', async () => {
    const from = new Date(Math.floor(NOW_MS / MINUTE_MS) * MINUTE_MS - 20 * MINUTE_MS).toISOString()
    const ended = await ask({ from, to: new Date(Date.parse(from) + 15 * MINUTE_MS).toISOString() })
    const open = await ask({ from })
    expect(ended.stepCount).toBe(15)
    for (const name of open.nodes.name) expect(rowOf(ended, name)).toEqual(rowOf(open, name).slice(0, 15))
  })

  it('counts each sample once in the mean, however it is stepped', async () => {
    for (const from of ['now-30m', 'now-30d'])
      expect(columnOf(await ask({ from }), (await ask({ from })).nodes.mean, 'gappy')).toBe(0.75)
  })

  it('spreads the fleet over the nodes that are measured', async () => {
    const { bands } = await ask()
    const last = bands.measured.findLastIndex((count) => count > 0)
    expect([bands.measured[last], bands.p50[last], bands.worst[last]]).toEqual([3, 0.1, 0.75])
  })

  it('answers the label or fact of each node, as of the window', async () => {
    const named = await ask({ group: 'cluster' })
    expect(columnOf(named, named.nodes.group, 'spiky')).toBe('eu')
    const id = columnOf(named, named.nodes.id, 'calm') ?? 0
    const fact = { nodeId: id, device: '', name: 'kernel', observedMs: NOW_MS - 3_600_000, value: '6.1' }
    await appendFacts(database.store, [fact])
    const byFact = await ask({ group: 'kernel' })
    expect(byFact.nodes.name.map((name) => columnOf(byFact, byFact.nodes.group, name))).toEqual([
      '6.1',
      '',
      '',
      '',
    ])
  })

  it('filters nodes and says how many there are', async () => {
    const answer = await ask({ filter: 'cluster="eu"' })
    expect([answer.nodes.name, answer.total, answer.known]).toEqual([['spiky'], 1, 4])
  })

  it('of a metric that the checklist lacks is refused', async () => {
    await expect(ask({ metric: 'cpu.utilization.nonsense' })).rejects.toBeInstanceOf(InvalidInputError)
  })
})
