import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceOf } from './evidence'
import type { Facts } from './facts-at'
import { bestByFact, separate } from './separate'
import { stratify } from './stratify'

const fleet = (count: number, of: (at: number) => Record<string, string>): Facts[] =>
  Array.from({ length: count }, (_, at) => new Map(Object.entries(of(at))))

const AGES: readonly number[] = [2, 20, 30, 400]

describe('what separates the affected from the rest', () => {
  const units = fleet(80, (at) => ({
    role: at % 3 === 0 ? 'db' : 'web',
    zone: `z${at % 4}`,
    age: String(AGES[at % 4 === 3 ? 1 : (at % 3) + 1 === 2 ? 2 : 3]),
  }))
  const affected = Int8Array.from(units, (facts) => Number(Number(facts.get('age')) < 24))

  it('is the fact they have in common, at the cut that parts them', () => {
    const [first, second] = bestByFact(separate(stratify(units), affected))
    expect(first).toMatchObject({ fact: 'age', op: '<', value: '24', precision: 1, recall: 1 })
    expect(first?.evidence).toBeGreaterThan(20)
    expect(second).toMatchObject({ fact: 'zone', op: '=', value: 'z3' })
    expect(first?.qValue).toBeLessThan(1e-10)
  })

  it('is nothing where all or none are affected', () => {
    expect(separate(stratify(units), new Int8Array(80).fill(1))).toEqual([])
    expect(separate(stratify(units), new Int8Array(80))).toEqual([])
  })

  it('leaves out whom nothing is known of', () => {
    const unknown = affected.map((hit, at) => (at < 40 ? hit : -1))
    const [first] = bestByFact(separate(stratify(units), unknown))
    expect(first).toMatchObject({ inside: 10, affectedInside: 10, outside: 30, affectedOutside: 0 })
  })
})

it('chance alone is found to separate in at most one fleet of twenty', () => {
  const random = fc.sample(
    fc.array(fc.tuple(fc.nat(3), fc.nat(9), fc.nat(9)), { minLength: 60, maxLength: 60 }),
    {
      numRuns: 400,
      seed: 7,
    },
  )
  const found = random.filter((nodes) => {
    const units = fleet(60, (at) => ({ zone: `z${nodes[at]?.[0]}`, cpus: String(nodes[at]?.[1]) }))
    const affected = Int8Array.from(nodes, ([, , luck]) => Number(luck === 0))
    const [first] = separate(stratify(units), affected)
    return first !== undefined && first.evidence > 0 && first.qValue < 0.05
  })
  expect(found.length / random.length).toBeLessThanOrEqual(0.05)
})

it('evidence never falls when the affected gather inside', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 50 }),
      fc.nat(50),
      (inside, outside, hits) => {
        const affected = Math.min(hits, inside, outside)
        const at = (moved: number) =>
          evidenceOf({ affectedInside: moved, inside, affectedOutside: affected - moved, outside }, 10)
        const even = Math.ceil((affected * inside) / (inside + outside))
        for (let moved = even; moved < affected; moved += 1)
          expect(at(moved + 1)).toBeGreaterThanOrEqual(at(moved) - 1e-9)
        expect(at(even)).toBeGreaterThanOrEqual(-Math.log(10) - 1e-9)
      },
    ),
  )
})
