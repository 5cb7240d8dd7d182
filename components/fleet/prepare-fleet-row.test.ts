import { describe, expect, it } from 'vitest'
import { prepareFleetColumns } from './prepare-fleet-columns'
import { prepareFleetRow, stopsOf } from './prepare-fleet-row'
import { measured, notApplicable, sampleGrid, sampleNode, unmeasured } from './test-fleet-grid'

const { resources, summary } = sampleGrid()
const columns = prepareFleetColumns(resources, summary)
const NOW_MS = 3_600_000

describe('a row of the grid', () => {
  it('prints zero for what is measured and zero, and nothing for what is not measured', () => {
    const node = sampleNode(1, {
      cpu: { utilization: measured(0), saturation: unmeasured, errors: unmeasured },
    })
    const readings = prepareFleetRow(node, columns, { show: 'judged', compare: '' }, NOW_MS).cells[0]
      ?.readings
    expect(readings?.map(({ text }) => text)).toEqual(['0', '', ''])
    expect(readings?.[0]?.label).toBe('CPU utilization: 0%, ok')
    expect(readings?.[1]?.label).toBe('CPU saturation: not measured')
  })

  it('treats a cell that the answer leaves out as not measured', () => {
    const cells = prepareFleetRow(sampleNode(1, {}), columns, { show: 'judged', compare: '' }, NOW_MS).cells
    expect(cells[1]?.readings.map(({ verdict }) => verdict)).toEqual([
      'unmeasured',
      'unmeasured',
      'not_applicable',
    ])
  })

  it('names its worst reading, bad before warning, in checklist order', () => {
    const node = sampleNode(1, {
      cpu: { utilization: measured(0.8, 'warn'), saturation: measured(0), errors: unmeasured },
      disk: { utilization: measured(0.5), saturation: measured(14, 'bad'), errors: notApplicable },
    })
    expect(prepareFleetRow(node, columns, { show: 'judged', compare: '' }, NOW_MS).worst).toEqual({
      verdict: 'bad',
      text: 'Disk S 14',
    })
  })

  it('shows the value that was asked for, and its verdict stays', () => {
    const node = sampleNode(1, { disk: { saturation: measured(14, 'bad') } })
    const shown = (['judged', 'mean', 'max', 'last'] as const).map(
      (show) => prepareFleetRow(node, columns, { show, compare: '' }, NOW_MS).cells[1]?.readings[1],
    )
    expect(shown.map((reading) => reading?.text)).toEqual(['14', '7', '28', '14'])
    expect(new Set(shown.map((reading) => reading?.verdict))).toEqual(new Set(['bad']))
  })

  it('says since when a silent node is silent', () => {
    const node = sampleNode(1, {}, { state: 'stale', lastSampleMs: NOW_MS - 720_000 })
    expect(prepareFleetRow(node, columns, { show: 'judged', compare: '' }, NOW_MS).silence).toBe('12 min')
  })

  it('does not call a node ok of which nothing is measured', () => {
    expect(prepareFleetRow(sampleNode(1, {}), columns, { show: 'judged', compare: '' }, NOW_MS).calm).toBe(
      'nothing measured',
    )
  })

  it('tells a strip that nobody measures from one that does not apply', () => {
    const none = { utilization: notApplicable, saturation: notApplicable, errors: notApplicable }
    const stripOf = (cells: Parameters<typeof sampleNode>[1]) =>
      prepareFleetRow(sampleNode(1, cells), columns, { show: 'judged', compare: '' }, NOW_MS).cells[2]
        ?.stripVerdict
    expect(stripOf({})).toBe('unmeasured')
    expect(stripOf({ cgroup: none })).toBe('not_applicable')
  })

  it('gives the keyboard one stop for the name, each reading and each strip', () => {
    const row = prepareFleetRow(sampleNode(1, {}), columns, { show: 'judged', compare: '' }, NOW_MS)
    expect(stopsOf(columns)).toBe(1 + row.cells.reduce((stops, cell) => stops + cell.stops, 0))
    expect(stopsOf(columns)).toBe(1 + 3 + 2 + 1)
  })
})
