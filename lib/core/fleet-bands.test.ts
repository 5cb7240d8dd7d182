import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fleetBands } from './fleet-bands'
import { toThreeDigits } from './three-digits'

const bandsOf = (values: readonly number[], higherIsWorse = true) =>
  fleetBands({ rowCount: values.length, stepCount: 1, values: Float64Array.from(values) }, higherIsWorse)

describe('the bands of a fleet', () => {
  it('are the values of sorted rows, and none where nobody is measured', () => {
    const value = fc.oneof(
      fc.constant(NaN),
      fc.double({ min: 1e-9, max: 1e6, noNaN: true }).map(toThreeDigits),
      fc.constant(0),
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), (values) => {
        const sorted = values.filter((at) => !Number.isNaN(at)).sort((one, other) => one - other)
        const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
        const { p10, p50, p90, worst, measured } = bandsOf(values)
        expect([p10[0], p50[0], p90[0], worst[0]]).toEqual([at(0.1), at(0.5), at(0.9), sorted.at(-1) ?? NaN])
        expect(measured[0]).toBe(sorted.length)
      }),
    )
  })

  it('take the lowest value for the worst where less is worse', () => {
    expect(bandsOf([3, 1, 2], false).worst[0]).toBe(1)
  })
})
