import fc from 'fast-check'
import { expect, it } from 'vitest'
import { benjaminiHochberg } from './benjamini-hochberg'

it('agrees with the example of the authors', () => {
  const pValues = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ]
  const found = benjaminiHochberg(pValues)
  // At a rate of .05 they reject the first four.
  expect(found.filter((qValue) => qValue <= 0.05)).toHaveLength(4)
  expect(found[3]).toBeCloseTo((0.0095 * 15) / 4, 12)
})

const pValuesOf = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 })

it('never makes a p-value smaller nor changes their order, whatever order they come in', () => {
  fc.assert(
    fc.property(pValuesOf, (pValues) => {
      const qValues = benjaminiHochberg(pValues)
      pValues.forEach((pValue, at) => {
        expect(qValues[at]).toBeGreaterThanOrEqual(pValue)
        expect(qValues[at]).toBeLessThanOrEqual(1)
        pValues.forEach((other, there) => {
          if (pValue < other) expect(qValues[at]).toBeLessThanOrEqual(qValues[there] ?? 0)
        })
      })
      expect(benjaminiHochberg([...pValues].reverse())).toEqual([...qValues].reverse())
    }),
  )
})
