import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleText, scaleTop } from './prepare-scale'

const HALVES = [0, 0.5, 1]

const texts = (
  highest: number,
  unit: 'per_second' | 'items' | 'ratio',
  parts: readonly number[] = HALVES,
) => {
  const top = scaleTop(highest, unit)
  return parts.map((part) => scaleText(top, unit)(part * top))
}

describe('the scale of a chart', () => {
  it('counts rare events in one unit from its foot to its top', () => {
    expect(texts(0.133, 'per_second', [0, 0.2, 0.4, 0.6, 0.8, 1])).toEqual([
      '0 /m',
      '1.6 /m',
      '3.2 /m',
      '4.8 /m',
      '6.4 /m',
      '8 /m',
    ])
    expect(texts(211, 'per_second')).toEqual(['0 /s', '125 /s', '250 /s'])
    expect(texts(1 / 86_400, 'per_second')).toEqual(['0 /d', '0.5 /d', '1 /d'])
  })

  it('rounds no number that stands on it', () => {
    expect(texts(1.02, 'items')).toEqual(['0', '0.75', '1.5'])
    expect(texts(0.015, 'ratio')).toEqual(['0 %', '0.75 %', '1.5 %'])
    expect(texts(20_000, 'items')).toEqual(['0', '10k', '20k'])
  })

  it('holds the highest value, and is never more than twice as high', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (highest) => {
        const top = scaleTop(highest, 'per_second')
        expect(top).toBeGreaterThanOrEqual(highest * 0.999)
        expect(top).toBeLessThanOrEqual(highest * 2)
      }),
    )
  })

  it('ends at one where nothing is above zero', () => {
    expect(scaleTop(0, 'items')).toBe(1)
  })
})
