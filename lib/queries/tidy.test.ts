import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidy } from './tidy'

describe('a tidied value', () => {
  it('differs by less than what a 32-bit float can tell', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const tidied = tidy(value) ?? NaN
        expect(Math.abs(tidied - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 1e-5, 1e-15))
      }),
    )
  })

  it('is short where the float was not', () => {
    expect(tidy(Math.fround(0.3))).toBe(0.3)
    expect(tidy(Math.fround(14.2))).toBe(14.2)
  })

  it('is zero for zero and null for what is no number', () => {
    expect(tidy(0)).toBe(0)
    expect(tidy(NaN)).toBeNull()
    expect(tidy(Infinity)).toBeNull()
  })
})
