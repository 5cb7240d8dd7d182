import { describe, expect, it } from 'vitest'
import { countColumns, prepareFleetColumns } from './prepare-fleet-columns'
import { sampleGrid } from './test-fleet-grid'

const { resources, summary } = sampleGrid()
const columns = prepareFleetColumns(resources, summary)
const widths = (id: string) => columns.find((column) => column.id === id)?.readings.map(({ width }) => width)

describe('the columns of the grid', () => {
  it('keep the order of the checklist', () => {
    expect(columns.map(({ id }) => id)).toEqual(['cpu', 'disk', 'cgroup'])
  })

  it('shrink to a strip where no node measures anything, and stay visible', () => {
    expect(columns.map(({ isCollapsed }) => isCollapsed)).toEqual([false, false, true])
  })

  it('are narrow where one aspect is measured nowhere, slivers where it does not apply', () => {
    expect(widths('cpu')).toEqual(['reading', 'reading', 'narrow'])
    expect(widths('disk')).toEqual(['reading', 'reading', 'sliver'])
  })

  it('are counted by their width', () => {
    expect(countColumns(columns)).toEqual({ '--readings': 4, '--narrows': 1, '--slivers': 1, '--strips': 1 })
  })
})
