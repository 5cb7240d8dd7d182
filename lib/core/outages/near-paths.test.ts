import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decompose } from './decompose'
import { nearPaths } from './near-paths'
import type { PathSpan, ProbePath } from './probe'

const path = (source: number, target: number): ProbePath => ({ source, target, port: '22' })

/** A mesh where some paths fail from the start, and who is asked for. */
const worlds = fc.record({
  ends: fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: String, minLength: 6, maxLength: 20 }),
  bad: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  wanted: fc.nat(7),
})

const spanOf = (isBad: boolean): PathSpan[] => [{ isBad, fromMs: 0, toMs: 60_000, lastGoodMs: null }]

describe('nearPaths', () => {
  it('leaves out what is further away than blame reaches', () => {
    const chain = [path(0, 1), path(1, 2), path(2, 3), path(3, 4), path(4, 5)]
    expect(nearPaths(chain, (endpoint) => endpoint === 0)).toEqual(chain.slice(0, 3))
  })

  it('keeps nothing where nobody is asked for', () => {
    expect(nearPaths([path(0, 1)], () => false)).toEqual([])
  })

  it('keeps all that decides whether a wanted endpoint or one of its paths is at fault', () => {
    fc.assert(
      fc.property(worlds, ({ ends, bad, wanted }) => {
        const all = ends.map(([source, target]) => path(source, target))
        const isBad = new Map(all.map((one, at) => [one, bad[at] === true]))
        const faultsOf = (paths: readonly ProbePath[]) =>
          decompose(
            paths,
            paths.map((one) => spanOf(isBad.get(one) === true)),
            () => [],
          )
            .map(({ side, of, ...times }) => ({ side, of: side === 'path' ? paths[of] : of, ...times }))
            .filter(({ of }) =>
              typeof of === 'number' ? of === wanted : of !== undefined && touches(of, wanted),
            )
        expect(sorted(faultsOf(nearPaths(all, (endpoint) => endpoint === wanted)))).toEqual(
          sorted(faultsOf(all)),
        )
      }),
      { numRuns: 2_000 },
    )
  })
})

const touches = ({ source, target }: ProbePath, endpoint: number): boolean =>
  source === endpoint || target === endpoint

const sorted = (faults: readonly object[]): string[] => faults.map((fault) => JSON.stringify(fault)).sort()
