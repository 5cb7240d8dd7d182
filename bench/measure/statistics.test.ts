import { describe, expect, it } from 'vitest'
import { spreadOf } from './statistics'

describe('spreadOf', () => {
  it('is the middle, the smallest and the largest, in any order', () => {
    expect(spreadOf([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9 })
  })

  it('is the mean of the two in the middle of an even number', () => {
    expect(spreadOf([4, 1, 2, 9])).toEqual({ median: 3, min: 1, max: 9 })
  })

  it('of nothing is null, not zero', () => {
    expect(spreadOf([])).toBeNull()
  })
})
