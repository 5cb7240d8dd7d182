import { describe, expect, it } from 'vitest'
import { preparePeers } from './prepare-peers'

const standing = (change: object = {}) => ({
  metric: 'cpu.utilization.busy' as const,
  unit: 'ratio' as const,
  value: 0.9,
  peers: 3,
  shareBelow: 2 / 3,
  median: 0.2,
  values: [0.1, 0.2, 0.9],
  ...change,
})
const role = { label: 'role', value: 'web' }

describe('a node among its peers', () => {
  it('says how many of whom it lies above', () => {
    expect(preparePeers(standing(), role).text).toBe('Higher than 67 % of 3 with role web, median 20 %')
    expect(preparePeers(standing({ shareBelow: 1 }), null).text).toContain('Highest of all 3 other nodes')
    expect(preparePeers(standing({ shareBelow: 0 }), role).text).toContain('Lowest of all 3 with role web')
  })

  it('has a scale that holds them all, with its ends in words', () => {
    const { own, median, dots, low, high } = preparePeers(standing(), role)
    expect(own).toBe(100)
    expect(median).toBeCloseTo(12.5)
    expect(dots).toBe('M0.0 .5h0M12.5 .5h0M100.0 .5h0')
    expect([low, high]).toEqual(['10 %', '90 %'])
  })

  it('stands in the middle when all are alike, and says so when nobody else is measured', () => {
    const alike = preparePeers(standing({ value: 0, values: [0, 0, 0], median: 0 }), role)
    expect(alike).toMatchObject({ own: 50, isFlat: true, text: 'The same as all 3 with role web' })
    const alone = preparePeers(standing({ peers: 0, shareBelow: null, median: null, values: [] }), role)
    expect(alone.text).toBe('No peer with role web is measured')
  })
})
