import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCells, encodeCells, toThreeDigits } from './three-digits'

const roundTrip = (values: readonly number[]): number[] => {
  const into = new Float64Array(values.length).fill(-1)
  decodeCells(encodeCells(Float64Array.from(values)), into, 0, values.length)
  return [...into]
}

describe('values as text', () => {
  it('tells zero from not measured', () => {
    expect(roundTrip([0, NaN, -0, Infinity])).toEqual([0, NaN, 0, NaN])
  })

  it('gives every value of three significant digits back exactly', () => {
    const digits = fc.tuple(
      fc.integer({ min: 100, max: 999 }),
      fc.integer({ min: -40, max: 36 }),
      fc.boolean(),
    )
    fc.assert(
      fc.property(fc.array(digits), (all) => {
        const values = all.map(([mantissa, exponent, isNegative]) =>
          Number(`${isNegative ? '-' : ''}${String(mantissa)}e${String(exponent - 2)}`),
        )
        expect(roundTrip(values)).toEqual(values)
      }),
    )
  })

  it('rounds to three significant digits, and a value above zero never becomes zero', () => {
    fc.assert(
      fc.property(fc.float({ min: Math.fround(1e-40), noNaN: true, noDefaultInfinity: true }), (value) => {
        const rounded = toThreeDigits(value)
        expect(rounded).toBeGreaterThan(0)
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(value * 0.00501)
      }),
    )
  })

  it('takes a float for the number that it stands for', () => {
    expect([0.9, 0.95, 1 / 3600, 999.6, 86_400].map((value) => toThreeDigits(Math.fround(value)))).toEqual([
      0.9, 0.95, 0.000278, 1000, 86_400,
    ])
  })
})
