import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverageAnswer, coverageParams, type CoverageAnswer } from '../contract/coverage'
import { fleetMapAnswer, fleetMapParams } from '../contract/fleet-map'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { readCoverage } from './get-coverage'
import { readFleetMap } from './get-fleet-map'
import { rollTestSamples } from './test-samples'

const MINUTE_MS = 60_000
const NOW_MS = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS + 130_000
const TIMES = Array.from({ length: 40 }, (_, index) => NOW_MS - index * 30_000).reverse()
const constant = (value: number) => TIMES.map((timeMs) => [timeMs, value] as const)

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const metric = 'cpu.utilization.busy'
  await rollTestSamples(
    database.store,
    [
      { node: 'calm', cluster: 'eu', metric, samples: constant(0.1) },
      { node: 'busy', cluster: 'us', metric, samples: constant(0.95) },
      { node: 'warm', cluster: 'us', metric, samples: constant(0.75) },
      { node: 'warm', cluster: 'us', metric: 'disk.saturation.queue', device: 'sda', samples: constant(50) },
      { node: 'swapless', metric: 'swap.utilization.total_bytes', samples: constant(0) },
      { node: 'swapless', metric: 'swap.utilization.used', samples: constant(0) },
    ],
    NOW_MS,
  )
}, 120_000)

afterAll(() => database.drop())

const map = async (search: Record<string, string> = {}) => {
  const params = fleetMapParams.parse(search)
  return fleetMapAnswer.parse(await inSnapshot(database.store, (tx) => readFleetMap(tx, params, NOW_MS)))
}
const coverage = async (search: Record<string, string> = {}) => {
  const params = coverageParams.parse(search)
  return coverageAnswer.parse(await inSnapshot(database.store, (tx) => readCoverage(tx, params, NOW_MS)))
}
const letterOf = ({ metrics, nodes }: CoverageAnswer, metric: string, name: string) =>
  metrics.find(({ id }) => id === metric)?.nodes[nodes.name.indexOf(name)]

describe('the map of the fleet', () => {
  it('shows each node by its worst reading, and which one that is', async () => {
    const { nodes, causes, groups } = await map()
    const of = (name: string) => nodes.name.indexOf(name)
    expect([nodes.verdict[of('warm')], causes[nodes.cause[of('warm')] ?? -1]]).toEqual([
      'bad',
      'Disk saturation',
    ])
    expect([nodes.verdict[of('busy')], causes[nodes.cause[of('busy')] ?? -1]]).toEqual([
      'bad',
      'CPU utilization',
    ])
    expect([nodes.verdict[of('calm')], nodes.cause[of('calm')]]).toEqual(['ok', -1])
    expect(groups.map(({ name, count }) => [name, count])).toEqual([['', 4]])
  })

  it('shows one metric with its value; what is not measured has none', async () => {
    const { nodes } = await map({ metric: 'cpu.utilization.busy' })
    const values = Object.fromEntries(
      nodes.name.map((name, dot) => [name, [nodes.verdict[dot], nodes.value[dot]]]),
    )
    expect(values).toEqual({
      busy: ['bad', 0.95],
      warm: ['warn', 0.75],
      calm: ['ok', 0.1],
      swapless: ['unmeasured', null],
    })
  })

  it('groups by a label, those without it last, the worst of a group first', async () => {
    const { groups, nodes } = await map({ metric: 'cpu.utilization.busy', group: 'cluster' })
    expect(groups.map(({ name, count }) => [name, count])).toEqual([
      ['eu', 1],
      ['us', 2],
      ['', 1],
    ])
    expect(nodes.name).toEqual(['calm', 'busy', 'warm', 'swapless'])
    expect(groups[1]?.verdicts).toMatchObject({ bad: 1, warn: 1, ok: 0 })
  })
})

describe('the coverage of the checklist', () => {
  it('tells what is measured from what is not, and both from what does not apply', async () => {
    const answer = await coverage()
    expect(letterOf(answer, 'cpu.utilization.busy', 'calm')).toBe('m')
    expect(letterOf(answer, 'cpu.saturation.pressure', 'calm')).toBe('u')
    expect(letterOf(answer, 'swap.utilization.used', 'swapless')).toBe('n')
    expect(letterOf(answer, 'swap.utilization.used', 'calm')).toBe('u')
    expect(letterOf(answer, 'disk.saturation.queue', 'warm')).toBe('m')
    expect(answer.metrics.find(({ id }) => id === 'cpu.utilization.busy')).toMatchObject({
      measured: 3,
      unmeasured: 1,
      notApplicable: 0,
    })
  })

  it('looks at the last two hours of a long window, and filters nodes', async () => {
    const answer = await coverage({ from: 'now-7d', filter: 'cluster="us"' })
    expect(answer.window.toMs - answer.window.fromMs).toBe(2 * 60 * MINUTE_MS)
    expect([answer.nodes.name, answer.total, answer.known]).toEqual([['busy', 'warm'], 2, 4])
    expect(answer.nodes.sender).toEqual(['other', 'other'])
  })
})
