import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../replay/random'
import { compareGroups, isSignificant, isSignificantOf } from './compare-groups'
import { tPValue, tQuantile95 } from './student-t'

/** Student's own data: hours of sleep gained with one drug and with another. */
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

describe('Student’s t', () => {
  it('is as tables say', () => {
    expect(tQuantile95(1)).toBeCloseTo(12.7062, 3)
    expect(tQuantile95(2)).toBeCloseTo(4.302653, 5)
    expect(tQuantile95(17.776)).toBeCloseTo(2.10281, 4)
    expect(tQuantile95(1e6)).toBeCloseTo(1.959966, 4)
    expect(tPValue(-4.302653, 2)).toBeCloseTo(0.05, 6)
    expect(tPValue(0, 5)).toBe(1)
  })
})

describe('a comparison of two groups', () => {
  it('gives the interval that R gives of Student’s sleep data', () => {
    const estimate = compareGroups([{ changed: FIRST, others: SECOND }])
    expect(estimate).toMatchObject({ changed: 10, others: 10 })
    expect(estimate?.estimate).toBeCloseTo(-1.58, 10)
    expect(estimate?.low).toBeCloseTo(-3.3654832, 5)
    expect(estimate?.high).toBeCloseTo(0.2054832, 5)
    expect(estimate?.pValue).toBeCloseTo(0.07939414, 5)
  })

  it('is nothing where a group has fewer than three nodes that have their like', () => {
    expect(compareGroups([{ changed: [1, 2], others: [1, 2, 3] }])).toBeNull()
    expect(compareGroups([])).toBeNull()
    const apart = [
      { changed: [1, 2, 3], others: [] },
      { changed: [], others: [1, 2, 3] },
    ]
    expect(compareGroups(apart)).toBeNull()
  })

  it('compares nodes with their like, so that a mix of roles makes no difference', () => {
    const mixed = [
      { changed: [10, 11, 12, 11], others: [10, 12] },
      { changed: [1, 2], others: [1, 1, 2, 2, 1, 2] },
    ]
    expect(compareGroups(mixed)?.estimate).toBeCloseTo(0, 10)
    expect(
      compareGroups([{ changed: [10, 11, 12, 11, 1, 2], others: [10, 12, 1, 1, 2, 2] }])?.estimate,
    ).not.toBe(0)
  })

  const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 20 })

  it('turns its sign when the groups are exchanged, and moves with neither a shift of all nor their order', () => {
    fc.assert(
      fc.property(
        values,
        values,
        fc.double({ min: -100, max: 100, noNaN: true }),
        (changed, others, shift) => {
          const one = compareGroups([{ changed, others }])
          const other = compareGroups([{ changed: others, others: changed }])
          const moved = compareGroups([
            {
              changed: changed.toReversed().map((value) => value + shift),
              others: others.map((value) => value + shift),
            },
          ])
          if (one === null || other === null || moved === null) throw new Error('was refused')
          expect(one.low).toBeLessThanOrEqual(one.estimate)
          expect(other.estimate).toBeCloseTo(-one.estimate, 6)
          expect(other.low).toBeCloseTo(-one.high, 6)
          expect(moved.estimate).toBeCloseTo(one.estimate, 6)
          expect(moved.high).toBeCloseTo(one.high, 4)
        },
      ),
      { seed: 1 },
    )
  })

  it('is right on average, and its interval holds the truth in 95 of 100 cases', () => {
    const random = createRandom(7)
    const trials = 2_000
    const truth = 3
    let [sum, held] = [0, 0]
    for (let trial = 0; trial < trials; trial += 1) {
      const draw = (count: number, mean: number, spread: number) =>
        Array.from({ length: count }, () => mean + spread * random.normal())
      const found = compareGroups([
        { changed: draw(5, 10 + truth, 4), others: draw(12, 10, 1) },
        { changed: draw(7, 50 + truth, 2), others: draw(4, 50, 2) },
      ])
      if (found === null) continue
      sum += found.estimate
      if (found.low <= truth && truth <= found.high) held += 1
    }
    expect(sum / trials).toBeCloseTo(truth, 1)
    expect(held / trials).toBeGreaterThan(0.935)
    expect(held / trials).toBeLessThan(0.97)
  })

  it('has to be surer where it is picked of many', () => {
    const found = { low: 1, high: 5, pValue: 0.02 }
    expect(isSignificantOf(found, 1)).toBe(true)
    expect(isSignificantOf(found, 2)).toBe(true)
    expect(isSignificantOf(found, 3)).toBe(false)
  })

  it('is sure of a difference where chance makes none', () => {
    const found = compareGroups([{ changed: [4, 4, 4], others: [1, 1, 1] }])
    expect(found).toMatchObject({ estimate: 3, low: 3, high: 3 })
    expect(isSignificant({ low: 0, high: 1 })).toBe(false)
  })
})
