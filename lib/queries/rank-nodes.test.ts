import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLEET_SORTS } from '../contract/fleet'
import type { Reading } from '../contract/reading'
import { NODE_STATES } from '../core/node-state'
import { VERDICTS } from '../core/judge'
import { headlineCells } from './headline-cells'
import { rankNodes, type NodeReadings } from './rank-nodes'
import { summariseFleet } from './summarise-fleet'

const cells = headlineCells()

const reading = fc.record<Reading>({
  mean: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  max: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  last: fc.constant(null),
  peak: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  verdict: fc.constantFrom(...VERDICTS),
})
const nodes = fc.array(
  fc.record<NodeReadings>({
    name: fc.string({ maxLength: 3 }),
    state: fc.constantFrom(...NODE_STATES),
    readings: fc.array(reading, { minLength: cells.length, maxLength: cells.length }),
  }),
  { maxLength: 12 },
)
const badOf = (node: NodeReadings | undefined) =>
  node?.readings.filter(({ verdict }) => verdict === 'bad').length ?? 0

describe('the order of nodes', () => {
  it('loses no node and repeats none, however it is sorted', () => {
    fc.assert(
      fc.property(nodes, fc.constantFrom(...FLEET_SORTS), (fleet, sort) => {
        expect([...rankNodes(fleet, cells, sort)].sort((a, b) => a - b)).toEqual(
          fleet.map((_, place) => place),
        )
      }),
    )
  })

  it('puts more bad cells first among nodes that are heard', () => {
    fc.assert(
      fc.property(nodes, (fleet) => {
        const heard = fleet.filter(({ state }) => state !== 'gone')
        const bad = rankNodes(heard, cells, 'worst').map((place) => badOf(heard[place]))
        expect(bad).toEqual([...bad].sort((one, other) => other - one))
      }),
    )
  })

  it('puts the value nearest to bad first where verdicts are equal', () => {
    const at = cells.findIndex(({ metric }) => metric?.threshold != null && metric.higherIsWorse)
    const cell = cells[at]
    const node = (name: string, value: number): NodeReadings => ({
      name,
      state: 'fresh',
      readings: cells.map((_, place) => ({
        mean: place === at ? value : null,
        max: null,
        last: null,
        peak: place === at ? value : null,
        verdict: place === at ? 'ok' : 'unmeasured',
      })),
    })
    const order = rankNodes([node('a', 0.1), node('b', 0.3)], cells, cell?.resource ?? 'cpu')
    expect(order).toEqual([1, 0])
  })
})

describe('the summary of nodes', () => {
  it('counts every node once by state, once by verdict and once in every cell', () => {
    fc.assert(
      fc.property(nodes, (fleet) => {
        const summary = summariseFleet(fleet, cells)
        const total = (counts: Record<string, number>) =>
          Object.values(counts).reduce((sum, count) => sum + count, 0)
        expect(total(summary.states)).toBe(fleet.length)
        expect(total(summary.nodes)).toBe(fleet.length)
        for (const { resource, aspect } of cells) {
          expect(total(summary.resources[resource]?.[aspect] ?? {})).toBe(fleet.length)
        }
      }),
    )
  })
})
