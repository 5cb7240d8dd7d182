import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { prepareCellMenu } from './prepare-cell-menu'
import { prepareFleetColumns } from './prepare-fleet-columns'
import { sampleGrid, sampleNode } from './test-fleet-grid'

const { resources, summary } = sampleGrid()
const columns = prepareFleetColumns(resources, summary)
const view = { ...DEFAULT_VIEW, from: 'now-6h', node: 'left over' }
const menuOf = (id: string, aspect: string | null) => {
  const column = columns.find((one) => one.id === id)
  return column === undefined ? [] : prepareCellMenu(sampleNode(7, {}), column, aspect, view)
}

describe('the ways from a cell', () => {
  it('begin with what explains the window, this node first', () => {
    expect(menuOf('disk', 'utilization')[0]).toEqual({
      title: 'Explain this window, node-7 first',
      href: '/explain?from=now-6h&node=7',
    })
  })

  it('lead to the resource on the node, and to the metric of the cell elsewhere', () => {
    const hrefs = menuOf('disk', 'saturation').map(({ href }) => href.split('?')[0])
    expect(hrefs).toEqual(['/explain', '/nodes/7', '/metric', '/clock', '/correlations'])
  })
})
