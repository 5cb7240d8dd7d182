import { describe, expect, it } from 'vitest'
import { costOfNode, spreadOfCost } from './cost'

const NOTHING = {
  cpu: [NaN],
  memoryBytes: [NaN],
  scrapeSeconds: [NaN],
  sentBytesPerSecond: [NaN],
  cpuCount: [NaN],
  nodeMemoryBytes: [NaN],
}

describe('what collectors cost a node', () => {
  it('is a share of one CPU, of all CPUs and of the memory', () => {
    const readings = { ...NOTHING, cpu: [0.08], memoryBytes: [5e7], cpuCount: [4], nodeMemoryBytes: [1e9] }
    expect(costOfNode(readings, 0)).toEqual({
      cpu: 0.08,
      cpuShare: 0.02,
      memoryBytes: 5e7,
      memoryShare: 0.05,
      scrapeSeconds: null,
      sentBytesPerSecond: null,
    })
  })

  it('is null where nobody measured it, and zero where it was measured as zero', () => {
    expect(Object.values(costOfNode(NOTHING, 0)).every((value) => value === null)).toBe(true)
    expect(costOfNode({ ...NOTHING, cpu: [0] }, 0)).toMatchObject({ cpu: 0, cpuShare: null })
    expect(costOfNode({ ...NOTHING, cpu: [0.1], cpuCount: [0] }, 0).cpuShare).toBeNull()
  })
})

describe('the spread over nodes', () => {
  it('leaves out those that are not measured, and says how many were', () => {
    expect(spreadOfCost([null, 3, null, 1, 2])).toEqual({ nodes: 3, median: 2, p95: 2.9, most: 3, total: 6 })
  })

  it('is null where nothing is known, not zero', () => {
    expect(spreadOfCost([null, null])).toBeNull()
    expect(spreadOfCost([])).toBeNull()
  })
})
