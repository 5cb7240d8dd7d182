import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BAD_FROM, OK_UNTIL, WARN_FROM } from './heat-map-palette'
import { createHeatScale } from './heat-map-scale'

const RATIO = { unit: 'ratio', higherIsWorse: true, warn: 0.7, bad: 0.9, highest: 0.4 } as const
const TIME_LEFT = { unit: 'seconds', higherIsWorse: false, warn: 86_400, bad: 14_400, highest: 2e6 } as const
const ANY_EVENT = { unit: 'per_second', higherIsWorse: true, warn: 1, bad: 1, highest: 30 } as const

describe('the scale of a heat map', () => {
  it('gives a threshold its own colour, whatever the highest value is', () => {
    for (const highest of [0.4, 0.95, 40]) {
      const { positionOf } = createHeatScale({ ...RATIO, highest })
      expect([positionOf(0), positionOf(0.7), positionOf(0.9)]).toEqual([0, WARN_FROM, BAD_FROM])
      expect(positionOf(0.699)).toBeLessThan(OK_UNTIL)
    }
  })

  it('never draws a worse value as a better one', () => {
    const value = fc.double({ min: 0, max: 3e6, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(RATIO, TIME_LEFT, ANY_EVENT), value, value, (input, one, other) => {
        const { positionOf } = createHeatScale(input)
        const [better, worse] = one < other === input.higherIsWorse ? [one, other] : [other, one]
        expect(positionOf(worse)).toBeGreaterThanOrEqual(positionOf(better))
        expect(positionOf(worse)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('turns round where less is worse', () => {
    const { positionOf, marks } = createHeatScale(TIME_LEFT)
    expect([2e6, 86_400, 14_400, 0].map(positionOf)).toEqual([0, WARN_FROM, BAD_FROM, 1])
    expect(marks.map(({ verdict }) => verdict)).toEqual([null, 'warn', 'bad', null])
  })

  it('has no colour of warning where a value is bad at once', () => {
    const { positionOf, marks } = createHeatScale(ANY_EVENT)
    expect([positionOf(0.99) <= OK_UNTIL, positionOf(1) >= BAD_FROM]).toEqual([true, true])
    expect(marks.map(({ value }) => value)).toEqual([0, 1, 30])
  })

  it('is neutral and linear for what is never judged, and holds without a value', () => {
    const shown = { ...RATIO, warn: null, bad: null, unit: 'bytes' } as const
    const scale = createHeatScale({ ...shown, highest: 200 })
    expect([scale.kind, scale.positionOf(50)]).toEqual(['neutral', 0.25])
    expect(createHeatScale({ ...shown, highest: null }).marks.map(({ value }) => value)).toEqual([0, 1])
  })
})
