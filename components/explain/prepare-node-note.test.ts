import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { prepareExplanation } from './prepare-explain'
import { sampleExplanation, sampleSeries } from './test-explanation'

const noteOf = (node: string, change: Parameters<typeof sampleExplanation>[0] = {}) =>
  prepareExplanation(sampleExplanation(change), { ...DEFAULT_VIEW, node }).node

describe('what is said of the node that somebody came from', () => {
  it('tells whether it is hit, by id or by name', () => {
    expect(noteOf('4')?.sentence).toBe('a is the one affected node.')
    expect(noteOf('a')?.sentence).toBe('a is the one affected node.')
  })

  it('lists what it did itself, which others did not', () => {
    const series = [sampleSeries({ id: 9, name: 'z' }), sampleSeries({ id: 4, name: 'a' })]
    const note = noteOf('9', { series })
    expect(note?.sentence).toBe('z is not affected by what stands out; what it did itself is below.')
    expect(note?.lines).toHaveLength(1)
  })

  it('does not claim to know a node that was not told of', () => {
    expect(noteOf('77')?.sentence).toBe('The node you came from is not among those that changed most.')
  })

  it('is nothing where somebody came from no node', () => {
    expect(noteOf('')).toBeNull()
  })
})
