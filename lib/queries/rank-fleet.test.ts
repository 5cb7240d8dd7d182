import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLEET_SORTS } from '../contract/fleet-sort'
import { groupFleet } from './group-fleet'
import { rankFleet } from './rank-fleet'
import { testNodes, testRatedFleet } from './test-rated-fleet'

const sorts = fc.constantFrom(...FLEET_SORTS)
const allOf = (items: readonly unknown[]) => items.map((_, place) => place)
const calm = { group: '', isCritical: false, state: 'fresh' as const, cpuEarlier: null }

describe('the order of the fleet', () => {
  it('loses no node, repeats none and puts the critical path first, whatever it is sorted by', () => {
    fc.assert(
      fc.property(testNodes, sorts, fc.boolean(), (nodes, sort, isCompared) => {
        const ranked = rankFleet(testRatedFleet(nodes, isCompared), allOf(nodes), sort)
        expect([...ranked].sort((one, other) => one - other)).toEqual(allOf(nodes))
        const critical = ranked.map((place) => nodes[place]?.isCritical)
        expect(critical.lastIndexOf(true)).toBeLessThan(critical.filter((is) => is === true).length)
      }),
    )
  })

  it('by a cell is that of its value, what is not measured last', () => {
    const fleet = testRatedFleet(
      [
        { ...calm, name: 'silent', cpu: null },
        { ...calm, name: 'low', cpu: 0.1 },
        { ...calm, name: 'high', cpu: 0.9 },
      ],
      false,
    )
    expect(rankFleet(fleet, [0, 1, 2], 'cpu.utilization')).toEqual([2, 1, 0])
  })

  it('by a cell or by change is that of the change where there is an earlier window', () => {
    const fleet = testRatedFleet([
      { ...calm, name: 'new', cpu: 0.99 },
      { ...calm, name: 'steady', cpu: 0.9, cpuEarlier: 0.9 },
      { ...calm, name: 'risen', cpu: 0.5, cpuEarlier: 0.1 },
    ])
    expect(rankFleet(fleet, [0, 1, 2], 'cpu.utilization')).toEqual([2, 1, 0])
    expect(rankFleet(fleet, [0, 1, 2], 'change')).toEqual([2, 1, 0])
  })
})

describe('groups', () => {
  it('count every node in one group and in one verdict of each measured cell', () => {
    fc.assert(
      fc.property(testNodes, sorts, (nodes, sort) => {
        const fleet = testRatedFleet(nodes)
        const { items, members } = groupFleet(fleet, rankFleet(fleet, allOf(nodes), sort), sort)
        expect([...members.values()].flat().sort((one, other) => one - other)).toEqual(allOf(nodes))
        for (const { value, total, cells } of items) {
          expect(members.get(value)).toHaveLength(total)
          const counts = Object.values(cells.cpu?.utilization?.counts ?? { ok: total })
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total)
        }
      }),
    )
  })

  it('show their worst node and its value, never a mean', () => {
    const fleet = testRatedFleet([
      { ...calm, name: 'low', cpu: 0.1, cpuEarlier: 0.4 },
      { ...calm, name: 'high', cpu: 0.99, cpuEarlier: 0.98 },
    ])
    const [group] = groupFleet(fleet, [0, 1], 'worst').items
    expect(group?.cells.cpu?.utilization).toMatchObject({
      value: 0.99,
      verdict: 'bad',
      node: 'high',
      change: 0.01,
    })
  })

  it('with more bad nodes come first, those of the critical path before all', () => {
    const of = (group: string, cpu: number) => ({ ...calm, name: group, group, cpu })
    const nodes = [of('one', 0.99), of('two', 0.99), of('two', 0.98), of('calm', 0.1)]
    const order = (fleet: ReturnType<typeof testRatedFleet>) =>
      groupFleet(fleet, [0, 1, 2, 3], 'worst').items.map(({ value }) => value)
    expect(order(testRatedFleet(nodes))).toEqual(['two', 'one', 'calm'])
    const critical = nodes.map((node) => ({ ...node, isCritical: node.group === 'calm' }))
    expect(order(testRatedFleet(critical))).toEqual(['calm', 'two', 'one'])
  })

  it('are cut at the worst, and how many there are is said', () => {
    const nodes = Array.from({ length: 201 }, (_, place) => ({
      ...calm,
      name: '',
      group: String(place),
      cpu: 0.1,
    }))
    const { of, items } = groupFleet(testRatedFleet(nodes), allOf(nodes), 'worst')
    expect([of, items.length]).toEqual([201, 200])
  })
})
