import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peakBin } from './clock-phase'

const BINS = 288
const day = (value: (bin: number) => number) => Float64Array.from({ length: BINS }, (_, bin) => value(bin))

describe('when on the clock a node peaks', () => {
  it('is the middle of what stands out, also over midnight', () => {
    expect(peakBin(day((bin) => (bin >= 72 && bin < 84 ? 1 : 0)))).toBe(78)
    expect(peakBin(day((bin) => (bin >= 282 || bin < 6 ? 1 : 0)))).toBe(0)
  })

  it('is the middle of a single high value', () => {
    expect(peakBin(day((bin) => (bin === 100 ? 1 : 0)))).toBe(100)
  })

  it('is nothing where all times are alike or none was measured', () => {
    expect([peakBin(day(() => 0.4)), peakBin(day(() => NaN))]).toEqual([null, null])
  })

  it('turns with the clock', () => {
    const hour = fc.array(fc.float({ min: Math.fround(0.5), max: 1, noNaN: true }), {
      minLength: 12,
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.nat({ max: BINS - 1 }), fc.nat({ max: BINS - 1 }), hour, (begin, turn, values) => {
        const at = (shift: number) => day((bin) => values[(bin - begin - shift + 2 * BINS) % BINS] ?? 0)
        expect(peakBin(at(turn))).toBe(((peakBin(at(0)) ?? NaN) + turn) % BINS)
      }),
    )
  })
})
