import { describe, expect, it } from 'vitest'
import { describeSampleResources } from '@/components/ui/test-resources'
import { DEFAULT_VIEW, parseViewState } from '@/lib/contract/view-state'
import { prepareMetricLink } from './prepare-metric-link'

const resources = describeSampleResources()

describe('the way from a column to all nodes over time', () => {
  it('leads to the metric that the column shows, in the same window and for the same nodes', () => {
    const view = {
      ...DEFAULT_VIEW,
      from: 'now-6h',
      filter: 'role=db',
      pins: '7',
      sort: 'disk.saturation' as const,
    }
    const link = prepareMetricLink('disk.saturation', resources, view)
    const search = new URLSearchParams(link?.href.split('?')[1])
    expect(link?.href).toMatch(/^\/metric\?/)
    expect(parseViewState(search)).toEqual({
      ...DEFAULT_VIEW,
      from: 'now-6h',
      filter: 'role=db',
      metric: resources.find(({ id }) => id === 'disk')?.aspects.saturation.metric,
    })
  })

  it.each(['name', 'worst', 'cpu', 'swap.errors'])(
    'does not exist for %s, which is not of one metric',
    (column) => {
      expect(prepareMetricLink(column, resources, DEFAULT_VIEW)).toBeNull()
    },
  )
})
