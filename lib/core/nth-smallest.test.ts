import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nthSmallest } from './nth-smallest'

const SPREAD = fc.float({ noNaN: true })
const EQUALS = fc.constantFrom(0, 1, -1, Infinity)

it('the nth smallest value is the one that sorting puts there', () => {
  const values = fc.oneof(
    fc.float32Array({ noNaN: true, maxLength: 3000, size: 'max' }),
    fc.array(EQUALS, { maxLength: 2000, size: 'max' }),
    fc.array(fc.oneof(SPREAD, EQUALS), { maxLength: 200 }),
  )
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const floats = Float32Array.from(list)
      const rank = Math.floor(share * floats.length)
      const expected = floats.toSorted()[rank]
      const found = nthSmallest(floats, rank)
      if (expected === undefined) expect(found).toBeNaN()
      else expect(found === expected).toBe(true)
    }),
  )
})

it('there is no value before the first', () => {
  expect(nthSmallest(Float32Array.of(1), -1)).toBeNaN()
})
