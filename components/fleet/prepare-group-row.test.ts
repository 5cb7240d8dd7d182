import { describe, expect, it } from 'vitest'
import type { FleetGroup } from '@/lib/contract/fleet'
import { prepareFleetColumns } from './prepare-fleet-columns'
import { prepareGroupDetail } from './prepare-group-detail'
import { prepareGroupRow } from './prepare-group-row'
import { sampleGrid } from './test-fleet-grid'

const { resources, summary } = sampleGrid()
const columns = prepareFleetColumns(resources, summary)
const none = { ok: 0, warn: 0, bad: 0, unmeasured: 0, not_applicable: 0 }
const group: FleetGroup = {
  value: '',
  total: 8,
  critical: 0,
  states: { fresh: 7, stale: 1, gone: 0 },
  nodes: { ...none, bad: 2, warn: 1, ok: 5 },
  cells: {
    cpu: {
      utilization: {
        counts: { ...none, bad: 2, ok: 4, unmeasured: 2 },
        verdict: 'bad',
        value: 0.97,
        node: 'db-1',
        change: null,
      },
    },
  },
}
const readingsOf = (compare: '' | 'week') =>
  prepareGroupRow(group, 'role', columns, { show: 'judged', compare }).cells[0]?.readings

describe('the row of a group', () => {
  it('names the worst node of a cell and how many nodes are how', () => {
    const [reading] = readingsOf('') ?? []
    expect(reading).toMatchObject({ text: '97', verdict: 'bad', shares: { bad: 0.25, warn: 0.25, ok: 0.75 } })
    expect(reading?.label).toBe('CPU utilization: worst 97% on db-1; 2 bad, 4 ok, 2 not measured')
  })

  it('tells what nobody measures', () => {
    expect(readingsOf('')?.[1]).toMatchObject({
      text: '',
      shares: null,
      label: 'CPU saturation: not measured',
    })
  })

  it('shows no change where there is no earlier data', () => {
    expect(readingsOf('week')?.[0]?.text).toBe('–')
  })

  it('of the nodes without the label says so, and how many are silent', () => {
    const row = prepareGroupRow(group, 'role', columns, { show: 'judged', compare: '' })
    expect([row.title, row.silent]).toEqual(['no role', '1'])
    expect(row.tallies.map(({ verdict, count }) => `${verdict} ${count}`)).toEqual([
      'bad 2',
      'warn 1',
      'ok 5',
    ])
  })

  it('explains its cell by the worst node', () => {
    const [cpu] = columns
    const detail = cpu === undefined ? undefined : prepareGroupDetail(group, cpu)[0]
    expect(detail?.values[0]?.text).toBe('97 % on db-1')
  })
})
