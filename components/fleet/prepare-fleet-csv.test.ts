import { describe, expect, it } from 'vitest'
import { prepareFleetCsv } from './prepare-fleet-csv'
import { measured, sampleGrid, sampleNode, unmeasured } from './test-fleet-grid'

describe('the fleet as CSV', () => {
  it('has a row for each node, with what was judged and how; what is not measured is empty, and zero is 0', () => {
    const cells = { cpu: { utilization: measured(0, 'ok'), saturation: unmeasured } }
    const grid = sampleGrid({ nodes: [sampleNode(1, cells, { cluster: 'eu-1' })] })
    const [heading = [], row = []] = prepareFleetCsv(grid)
    const field = (name: string) => row[heading.indexOf(name)]
    expect(row.slice(0, 4)).toEqual(['node-1', 'eu-1', 'fresh', '1970-01-01T00:00:00.000Z'])
    expect([field('cpu.utilization.busy'), field('cpu.utilization.busy verdict')]).toEqual([0, 'ok'])
    expect([field('cpu.saturation.pressure'), field('cpu.saturation.pressure verdict')]).toEqual([
      null,
      'unmeasured',
    ])
    expect(row).toHaveLength(heading.length)
  })
})
