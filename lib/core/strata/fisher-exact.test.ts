import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fisherExact, type TwoByTwo } from './fisher-exact'

const table = (affectedInside: number, rest: number, affectedOutside: number, restOutside: number) => ({
  affectedInside,
  inside: affectedInside + rest,
  affectedOutside,
  outside: affectedOutside + restOutside,
})

/** Of scipy.stats.fisher_exact; the first is Fisher's own, of the lady tasting tea. */
const KNOWN: readonly [TwoByTwo, number][] = [
  [table(3, 1, 1, 3), 0.48571428571428565],
  [table(1, 9, 11, 3), 0.0027594561852200836],
  [table(8, 2, 1, 5), 0.034965034965034975],
  [table(10, 0, 0, 10), 1.082508822446903e-5],
  [table(0, 5, 7, 2), 0.020979020979020983],
  [table(45, 5, 3, 247), 4.527505721405335e-44],
  [table(18, 0, 2, 280), 5.28249448945121e-27],
  [table(300, 700, 250, 1750), 7.788460159233996e-30],
]

const anyTable = fc
  .tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60))
  .map(([a, b, c, d]) => table(a, b, c, d))

describe("Fisher's exact test", () => {
  it.each(KNOWN)('of %j is that of the tables', (seen, pValue) => {
    expect(fisherExact(seen) / pValue).toBeCloseTo(1, 8)
  })

  it('says nothing where nothing can differ', () => {
    expect(fisherExact(table(0, 10, 0, 10))).toBeCloseTo(1, 12)
    expect(fisherExact(table(5, 0, 0, 0))).toBeCloseTo(1, 12)
    expect(fisherExact(table(0, 0, 0, 0))).toBe(1)
  })

  it('stays above zero for the clearest of large fleets', () => {
    expect(fisherExact(table(40_000, 0, 0, 40_000))).toBeGreaterThan(0)
  })

  it('is a probability, whichever side and whichever outcome is counted', () => {
    fc.assert(
      fc.property(anyTable, ({ affectedInside, inside, affectedOutside, outside }) => {
        const pValue = fisherExact({ affectedInside, inside, affectedOutside, outside })
        const turned = fisherExact({
          affectedInside: affectedOutside,
          inside: outside,
          affectedOutside: affectedInside,
          outside: inside,
        })
        const unaffected = fisherExact({
          affectedInside: inside - affectedInside,
          inside,
          affectedOutside: outside - affectedOutside,
          outside,
        })
        expect(pValue).toBeGreaterThan(0)
        expect(pValue).toBeLessThanOrEqual(1)
        expect(turned / pValue).toBeCloseTo(1, 6)
        expect(unaffected / pValue).toBeCloseTo(1, 6)
      }),
    )
  })

  it('is right as often as it says where being inside means nothing', () => {
    // Of all ways to affect 6 of 14, weighted alike, at most a share alpha has a p-value of at most alpha.
    for (const alpha of [0.01, 0.05, 0.2]) {
      let extreme = 0
      let all = 0
      for (let mask = 0; mask < 1 << 14; mask += 1) {
        const bits = mask.toString(2).padStart(14, '0')
        const inside = [...bits.slice(0, 5)].filter((bit) => bit === '1').length
        const outside = [...bits.slice(5)].filter((bit) => bit === '1').length
        if (inside + outside !== 6) continue
        all += 1
        if (fisherExact(table(inside, 5 - inside, outside, 9 - outside)) <= alpha) extreme += 1
      }
      expect(extreme / all).toBeLessThanOrEqual(alpha)
    }
  })
})
