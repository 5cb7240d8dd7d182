import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RESOURCES } from '../core/checklist/types'
import { VERDICTS } from '../core/judge'
import { NODE_STATES } from '../core/node-state'
import { pressuresOf } from './cells-of-slot'
import { headlineCells } from './headline-cells'
import { rankNodes, type JudgedNode } from './rank-nodes'
import { summariseFleet } from './summarise-fleet'

const cells = headlineCells()
const nodes = fc.array(
  fc.record<JudgedNode>({
    name: fc.string({ maxLength: 3 }),
    state: fc.constantFrom(...NODE_STATES),
    verdicts: fc.array(fc.constantFrom(...VERDICTS), { minLength: cells.length, maxLength: cells.length }),
  }),
  { maxLength: 12 },
)
const badOf = (node: JudgedNode | undefined) =>
  node?.verdicts.filter((verdict) => verdict === 'bad').length ?? 0

describe('the order of nodes', () => {
  it('loses no node and repeats none, however it is sorted', () => {
    fc.assert(
      fc.property(nodes, fc.constantFrom('worst' as const, 'name' as const, ...RESOURCES), (fleet, sort) => {
        const order = rankNodes(fleet, cells, sort, (cell, node) => cell * node)
        expect([...order].sort((one, other) => one - other)).toEqual(fleet.map((_, place) => place))
      }),
    )
  })

  it('puts more bad cells first among nodes that are heard', () => {
    fc.assert(
      fc.property(nodes, (fleet) => {
        const heard = fleet.filter(({ state }) => state !== 'gone')
        const bad = rankNodes(heard, cells, 'worst', () => 0).map((place) => badOf(heard[place]))
        expect(bad).toEqual([...bad].sort((one, other) => other - one))
      }),
    )
  })

  it('puts the value nearest to bad first where verdicts are equal', () => {
    const quiet = (name: string): JudgedNode => ({ name, state: 'fresh', verdicts: cells.map(() => 'ok') })
    expect(rankNodes([quiet('a'), quiet('b')], cells, 'disk', (_, node) => node)).toEqual([1, 0])
  })
})

describe('nearness to bad', () => {
  const pressureOf = (id: string, value: number): number | undefined => {
    const place = cells.findIndex(({ metric }) => metric?.id === id)
    const metric = cells[place]?.metric?.id
    const one = Float64Array.of(value)
    const folded = { mean: one, max: one, last: one, peak: one }
    return metric === undefined ? undefined : pressuresOf(cells, new Map([[metric, folded]]))(place, 0)
  }

  it('is one at the threshold, also where lower is worse', () => {
    const bad = (id: string) => cells.find(({ metric }) => metric?.id === id)?.metric?.threshold?.bad ?? NaN
    for (const id of ['cpu.utilization.busy', 'filesystem.saturation.time_to_full']) {
      expect(pressureOf(id, bad(id))).toBe(1)
    }
    expect(pressureOf('filesystem.saturation.time_to_full', 1)).toBeGreaterThan(1)
  })

  it('is nothing where nothing is measured', () => {
    expect(pressureOf('cpu.utilization.busy', NaN)).toBe(0)
  })
})

describe('the summary of nodes', () => {
  it('counts every node once by state, once in every cell, and once by verdict unless it is gone', () => {
    fc.assert(
      fc.property(nodes, (fleet) => {
        const summary = summariseFleet(fleet, cells)
        const total = (counts: Record<string, number>) =>
          Object.values(counts).reduce((sum, count) => sum + count, 0)
        expect(total(summary.states)).toBe(fleet.length)
        expect(total(summary.nodes)).toBe(fleet.length - summary.states.gone)
        for (const { resource, aspect } of cells) {
          expect(total(summary.resources[resource]?.[aspect] ?? {})).toBe(fleet.length)
        }
      }),
    )
  })
})
