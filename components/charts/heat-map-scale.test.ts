import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHeatScale } from './heat-map-scale'

const RATIO = { unit: 'ratio', higherIsWorse: true, warn: 0.7, bad: 0.9, highest: 0.4 } as const
const TIME_LEFT = { unit: 'seconds', higherIsWorse: false, warn: 86_400, bad: 14_400, highest: 2e6 } as const

describe('the scale of a heat map', () => {
  it('puts a threshold at its own colour, whatever the highest value is', () => {
    for (const highest of [0.4, 0.95, 40]) {
      const { positionOf } = createHeatScale({ ...RATIO, highest })
      expect([positionOf(0), positionOf(0.7), positionOf(0.9)]).toEqual([0, 0.45, 0.72])
    }
  })

  it('never draws a worse value as a better one', () => {
    const value = fc.double({ min: 0, max: 3e6, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(RATIO, TIME_LEFT), value, value, (input, one, other) => {
        const { positionOf } = createHeatScale(input)
        const [better, worse] = one < other === input.higherIsWorse ? [one, other] : [other, one]
        expect(positionOf(worse)).toBeGreaterThanOrEqual(positionOf(better))
        expect(positionOf(worse)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('turns round where less is worse', () => {
    const { positionOf, marks } = createHeatScale(TIME_LEFT)
    expect([positionOf(2e6), positionOf(86_400), positionOf(14_400), positionOf(0)]).toEqual([
      0, 0.45, 0.72, 1,
    ])
    expect(marks.map(({ verdict }) => verdict)).toEqual([null, 'warn', 'bad', null])
  })

  it('is linear for what is never judged, and holds without a value', () => {
    const judged = { ...RATIO, warn: null, bad: null }
    expect(createHeatScale({ ...judged, unit: 'bytes', highest: 200 }).positionOf(50)).toBe(0.25)
    expect(
      createHeatScale({ ...judged, unit: 'bytes', highest: null }).marks.map(({ value }) => value),
    ).toEqual([0, 1])
  })
})
