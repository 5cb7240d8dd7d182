import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standingAmong } from './peer-standing'

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const peers = fc.array(value, { minLength: 1, maxLength: 200 })
const MOST = 20

describe('the standing of a node among its peers', () => {
  it('is between none and all of them, and rises with the value', () => {
    fc.assert(
      fc.property(peers, value, fc.double({ min: 0, max: 1e6, noNaN: true }), (others, own, more) => {
        const lower = standingAmong(own, others, MOST).shareBelow ?? NaN
        const higher = standingAmong(own + more, others, MOST).shareBelow ?? NaN
        expect(lower).toBeGreaterThanOrEqual(0)
        expect(higher).toBeGreaterThanOrEqual(lower)
        expect(higher).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is in the middle of peers that are all alike', () => {
    expect(standingAmong(3, [3, 3, 3], MOST).shareBelow).toBe(0.5)
  })

  it('does not exist without peers', () => {
    expect(standingAmong(3, [], MOST)).toEqual({ shareBelow: null, median: null, values: [] })
  })

  it('shows values in order, the extremes always among them, and never more than asked for', () => {
    fc.assert(
      fc.property(peers, (others) => {
        const { values } = standingAmong(0, others, MOST)
        expect(values.length).toBe(Math.min(MOST, others.length))
        expect(values).toEqual(values.toSorted((a, b) => a - b))
        expect(values[0]).toBe(Math.min(...others))
        expect(values.at(-1)).toBe(Math.max(...others))
      }),
    )
  })

  it('has a median with as many peers on either side', () => {
    expect(standingAmong(0, [4, 1, 3], MOST).median).toBe(3)
    expect(standingAmong(0, [4, 1, 3, 2], MOST).median).toBe(2.5)
  })
})
