import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Chance, countAbove, tailOfAll, type Past } from './chance'

const pastOf = (values: readonly number[], windows = 7): Past => ({
  highest: Float64Array.from(values.filter((value) => value > 0.25).sort((one, other) => other - one)),
  total: Math.max(values.length, 200),
  windows,
})

const heights = fc.array(fc.double({ min: 0.3, max: 30, noNaN: true }), { maxLength: 60 })

describe('what chance explains', () => {
  it('is never less than what was seen, and the less the higher', () => {
    fc.assert(
      fc.property(heights, fc.double({ min: 0.3, max: 60, noNaN: true }), (values, height) => {
        const past = pastOf(values)
        const chance = new Chance(past, 0.5)
        const expected = chance.expectedAbove(height)
        expect(expected).toBeGreaterThanOrEqual(countAbove(past.highest, height) / past.windows)
        expect(chance.expectedAbove(2 * height)).toBeLessThanOrEqual(expected)
      }),
    )
  })

  it('reaches further where other metrics of the fleet have long tails', () => {
    const calm = pastOf([])
    expect(new Chance(calm, 1).expectedAbove(6)).toBeGreaterThan(5 * new Chance(calm, 0.1).expectedAbove(6))
    expect(tailOfAll([pastOf([9, 7, 6, 5, 0.4])])).toBeGreaterThan(
      tailOfAll([pastOf([0.5, 0.45, 0.4, 0.4, 0.35])]),
    )
    expect(tailOfAll([calm])).toBe(0.1)
  })

  it('is everything where there is no other window', () => {
    expect(new Chance(pastOf([], 0), 0.5).expectedAbove(9)).toBe(Infinity)
  })
})

describe('a surprise', () => {
  const chance = new Chance(pastOf([2, 1.8, 1.5, 1.4, 1.3, 1.2, 1.1, 1, 0.9, 0.8]), 0.2)

  it('is that one is so high or that so many are high', () => {
    const usual = chance.surpriseOf(Float64Array.of(1.2, 1))
    expect(chance.surpriseOf(Float64Array.of(20, 1))).toBeGreaterThan(usual + 2)
    expect(chance.surpriseOf(new Float64Array(16).fill(1.2))).toBeGreaterThan(usual + 2)
  })

  it('is none where nothing is above the noise', () => {
    expect(chance.surpriseOf(Float64Array.of(0.2, 0.1))).toBe(0)
    expect(chance.surpriseOf(new Float64Array(0))).toBe(0)
  })
})
