import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neighboursOn, probeRing } from './probe-ring'

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 60 })

describe('probeRing', () => {
  it('lets everybody probe and be probed by as many, never oneself, whoever computes it', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 5 }), (all, degree) => {
        const ring = probeRing(all)
        const wanted = Math.min(degree, all.length - 1)
        const probed = new Map<string, number>()
        for (const { name } of ring) {
          const peers = neighboursOn(ring, name, degree)
          expect(new Set(peers).size).toBe(wanted)
          expect(peers).not.toContain(name)
          for (const peer of peers) probed.set(peer, (probed.get(peer) ?? 0) + 1)
        }
        for (const name of all) expect(probed.get(name) ?? 0).toBe(wanted)
        expect(probeRing(all.toReversed())).toEqual(ring)
      }),
    )
  })

  it('changes little when a node comes', () => {
    const all = Array.from({ length: 100 }, (_, at) => `web-${String(at)}`)
    const before = probeRing(all)
    const after = probeRing([...all, 'web-100'])
    const changed = all.filter(
      (name) => neighboursOn(before, name, 3).join() !== neighboursOn(after, name, 3).join(),
    )
    expect(changed.length).toBeLessThanOrEqual(3)
  })

  it('tells whoever does not stand on it the same as if it did', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 5 }), ([own = '', ...others], degree) => {
        const joined = neighboursOn(probeRing([own, ...others]), own, degree)
        expect(neighboursOn(probeRing(others), own, degree)).toEqual(joined)
      }),
    )
  })
})
