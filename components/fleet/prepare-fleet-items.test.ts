import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FleetGroup } from '@/lib/contract/fleet'
import { isGroupOpen, parseOpenGroups } from '@/lib/contract/open-groups'
import { prepareFleetItems } from './prepare-fleet-items'
import { sampleGrid, sampleNode } from './test-fleet-grid'

const counts = { ok: 0, warn: 0, bad: 0, unmeasured: 0, not_applicable: 0 }
const group = (value: string, total: number): FleetGroup => ({
  value,
  total,
  critical: 0,
  states: { fresh: total, stale: 0, gone: 0 },
  nodes: counts,
  cells: {},
})
const groups = fc.uniqueArray(
  fc.constantFrom('a', 'b', 'c', '').map((value) => ({ value })),
  {
    selector: ({ value }) => value,
  },
)
const nodesFrom = (count: number) => Array.from({ length: count }, (_, index) => sampleNode(index, {}))
const keysOf = (items: ReturnType<typeof prepareFleetItems>) =>
  Array.from({ length: items.count }, (_, row) => items.at(row).key)

describe('the rows of the fleet', () => {
  it('are each group once and each node of an open group once, in the order of the answer', () => {
    fc.assert(
      fc.property(groups, fc.constantFrom('', '*', 'a', '*,b'), (values, open) => {
        const items = values.map(({ value }) => group(value, value.length + 1))
        const opened = items.filter(({ value }) => isGroupOpen(parseOpenGroups(open), value))
        const nodes = nodesFrom(opened.reduce((sum, { total }) => sum + total, 0))
        const grid = sampleGrid({ nodes, groups: { of: items.length, items } })
        const keys = keysOf(prepareFleetItems(grid, nodes, open))
        expect(keys.filter((key) => key.startsWith('group'))).toEqual(
          items.map(({ value }) => `group ${value}`),
        )
        expect(keys.filter((key) => key.startsWith('node'))).toEqual(
          nodes.map(({ id }) => `node ${String(id)}`),
        )
        expect(keys).toHaveLength(items.length + nodes.length)
      }),
    )
  })

  it('wait where the answer does not reach', () => {
    const items = prepareFleetItems(sampleGrid({ total: 5, offset: 2 }), nodesFrom(2), '')
    expect(Array.from({ length: 5 }, (_, row) => items.at(row).kind)).toEqual([
      'waiting',
      'waiting',
      'node',
      'node',
      'waiting',
    ])
  })

  it('begin with the pinned ones, and say how many rows of nodes are before each', () => {
    const pinned = [sampleNode(9, {})]
    const items = [group('a', 2), group('b', 1)]
    const grid = sampleGrid({ pinned, groups: { of: 2, items } })
    const rows = prepareFleetItems(grid, nodesFrom(3), '*')
    expect(keysOf(rows)).toEqual(['pin 9', 'group a', 'node 0', 'node 1', 'group b', 'node 2'])
    expect([0, 1, 2, 3, 4, 5].map((row) => rows.nodesBefore(row))).toEqual([0, 0, 0, 1, 2, 2])
  })
})
