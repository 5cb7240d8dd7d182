import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeRank } from './place-rank'

const VALUES = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ noNaN: true })), {
  minLength: 1,
  maxLength: 300,
})

it('the value of a rank stands where sorting puts it, lower ones before and higher ones behind it', () => {
  fc.assert(
    fc.property(VALUES, fc.nat(), fc.nat({ max: 3 }), (list, pick, more) => {
      const rank = pick % list.length
      const behind = Array.from({ length: more }, () => -100)
      for (const values of [Float32Array.of(...list, ...behind), Float64Array.of(...list, ...behind)]) {
        const sorted = values.slice(0, list.length).sort()
        placeRank(values, list.length, rank)
        const held = values.subarray(0, list.length)
        expect(held[rank] === sorted[rank]).toBe(true)
        expect(held.subarray(0, rank).every((value) => value <= (sorted[rank] ?? NaN))).toBe(true)
        expect(held.subarray(rank).every((value) => value >= (sorted[rank] ?? NaN))).toBe(true)
        expect([...values.subarray(list.length)]).toEqual(behind)
      }
    }),
  )
})
