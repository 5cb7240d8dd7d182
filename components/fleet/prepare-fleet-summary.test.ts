import { describe, expect, it } from 'vitest'
import { prepareFleetSummary } from './prepare-fleet-summary'
import { sampleGrid } from './test-fleet-grid'

const counts = { ok: 0, warn: 0, bad: 0, unmeasured: 0, not_applicable: 0 }
const states = { fresh: 3, stale: 0, gone: 0 }

describe('the summary of the fleet', () => {
  it('names the place with the most bad nodes first', () => {
    const { hotspots, sentence } = prepareFleetSummary(sampleGrid())
    expect(hotspots.map(({ title, aspect, bad }) => [title, aspect, bad])).toEqual([
      ['Disk', 'saturation', 2],
      ['Disk', 'utilization', 1],
    ])
    expect(sentence).toBe('2 nodes bad, most at Disk saturation.')
  })

  it('never says that all is well when nothing was measured', () => {
    const grid = sampleGrid({ summary: { states, nodes: { ...counts, unmeasured: 3 }, resources: {} } })
    expect(prepareFleetSummary(grid).sentence).toBe('Nothing is measured in this window.')
  })

  it('says how many nodes are silent even when the rest is well', () => {
    const summary = { states: { fresh: 2, stale: 1, gone: 0 }, nodes: { ...counts, ok: 3 }, resources: {} }
    expect(prepareFleetSummary(sampleGrid({ summary })).sentence).toBe(
      'Nothing is wrong where it is measured. 1 node silent.',
    )
  })
})
