import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poissonInterval, shareInterval } from './poisson-interval'
import { rateRatio } from './rate-ratio'

/** P(at least `count`) where `mean` are expected, added up term by term. */
const tailOf = (mean: number, count: number): number => {
  let term = Math.exp(-mean)
  let below = 0
  for (let at = 0; at < count; at += 1) {
    below += term
    term *= mean / (at + 1)
  }
  return 1 - below
}

describe('poissonInterval', () => {
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ])('is that of the published tables for %i', (count, low, high) => {
    const interval = poissonInterval(count)
    expect(interval.low).toBeCloseTo(low, 2)
    expect(interval.high).toBeCloseTo(high, 1)
  })

  it('leaves 2.5 % on either side, whatever was counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
        const { low, high } = poissonInterval(count)
        expect(tailOf(low, count)).toBeCloseTo(0.025, 6)
        expect(1 - tailOf(high, count + 1)).toBeCloseTo(0.025, 6)
      }),
    )
  })
})

describe('shareInterval', () => {
  it('is that of Clopper and Pearson', () => {
    const { low, high } = shareInterval(4, 20)
    expect(low).toBeCloseTo(0.0573, 4)
    expect(high).toBeCloseTo(0.4366, 4)
    expect(shareInterval(0, 10)).toMatchObject({ low: 0 })
    expect(shareInterval(10, 10)).toMatchObject({ high: 1 })
  })
})

describe('rateRatio', () => {
  it('compares what happened with how long it was watched', () => {
    const { ratio, interval, pValue } = rateRatio({ events: 52, exposure: 10 }, { events: 2, exposure: 10 })
    expect(ratio).toBeCloseTo(26, 9)
    expect(interval.low).toBeGreaterThan(6)
    expect(interval.high).toBeLessThan(240)
    expect(pValue).toBeLessThan(1e-10)
  })

  it('is what poisson.test of R says of 11 in 800 years against 21 in 3011', () => {
    const { ratio, interval, pValue } = rateRatio(
      { events: 11, exposure: 800 },
      { events: 21, exposure: 3011 },
    )
    expect(ratio).toBeCloseTo(1.971488, 6)
    expect(pValue).toBeCloseTo(0.07967, 4)
    expect(interval.low).toBeCloseTo(0.8584264, 6)
    expect(interval.high).toBeCloseTo(4.2772659, 6)
  })

  it('knows no ratio where the others never fail, and no difference where nobody does', () => {
    expect(rateRatio({ events: 3, exposure: 5 }, { events: 0, exposure: 5 }).ratio).toBeNull()
    expect(rateRatio({ events: 0, exposure: 5 }, { events: 0, exposure: 5 })).toMatchObject({
      ratio: null,
      pValue: 1,
    })
  })

  it('is the same whatever the unit of time, and its inverse the other way round', () => {
    const counted = fc.record({
      events: fc.integer({ min: 1, max: 60 }),
      exposure: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
    })
    fc.assert(
      fc.property(counted, counted, fc.double({ min: 0.01, max: 100, noNaN: true }), (one, other, unit) => {
        const here = rateRatio(one, other)
        const scale = (of: typeof one) => ({ ...of, exposure: of.exposure * unit })
        const there = rateRatio(scale(one), scale(other))
        const back = rateRatio(other, one)
        expect(there.pValue).toBeCloseTo(here.pValue, 6)
        expect((here.ratio ?? 0) * (back.ratio ?? 0)).toBeCloseTo(1, 6)
        expect(here.interval.low * back.interval.high).toBeCloseTo(1, 6)
        expect(here.interval.low).toBeLessThanOrEqual((here.ratio ?? 0) * (1 + 1e-9))
      }),
    )
  })
})
