import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countTable } from './separate'
import { StratumCounter } from './stratum-counter'

it('tables counted by what differs are those counted one by one', () => {
  const unit = fc.tuple(fc.constantFrom(-1, 0, 1), fc.constantFrom(-1, 0, 1), fc.constantFrom(-1, 0, 1))
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
      const strata = [0, 1].map((at) => ({
        fact: 'f',
        op: '=' as const,
        value: String(at),
        members: Int8Array.from(units, (one) => one[at] ?? -1),
      }))
      const affected = Int8Array.from(units, (one) => one[2])
      const places = (wanted: (state: number) => boolean) =>
        [...affected.keys()].filter((place) => wanted(affected[place] ?? -1))
      const tables = new StratumCounter(strata).tables(
        places((state) => state === 1),
        places((state) => state >= 0),
        places((state) => state < 0),
      )
      expect(tables).toEqual(strata.map((stratum) => countTable(stratum, affected)))
    }),
  )
})
