import { describe, expect, it } from 'vitest'
import { findMetrics, metricTitle } from './prepare-metric-choices'

describe('the choice of metrics', () => {
  it('completes over names, titles, resources and aspects', () => {
    const found = findMetrics('disk satur queue').flatMap(({ choices }) => choices.map(({ id }) => id))
    expect(found).toEqual(['disk.saturation.queue'])
    expect(findMetrics('no such thing')).toEqual([])
  })

  it('lists errors, then utilization, then saturation', () => {
    const titles = findMetrics('').map(({ title }) => title)
    expect(titles.slice(0, 3)).toEqual(['CPU · errors', 'CPU · utilization', 'CPU · saturation'])
    expect(metricTitle('disk.saturation.queue')).toBe('Disk · saturation: Average queue length')
  })
})
