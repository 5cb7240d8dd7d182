import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addColumns, addParts, compareSpans, createSpanParts } from './compare-window'
import { createMatrix } from './rollup'
import { accumulate } from './test-accumulate'

const STEP_MS = 300_000
const PLACES = 3

/** Samples of one span by column: whole numbers, so that sums are exact. */
const span = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 8 }), {
  minLength: PLACES,
  maxLength: PLACES,
})
type Span = readonly (readonly number[])[]

const partsOf = (samples: Span) => {
  const matrix = createMatrix({ startMs: 0, stepMs: STEP_MS, stepCount: 4, slotCount: PLACES })
  samples.forEach((values, column) => {
    const timesMs = Float64Array.from(values, (_, index) => index * (STEP_MS / 2))
    accumulate(matrix, column, timesMs, Float64Array.from(values))
  })
  const columns = createSpanParts(PLACES)
  addColumns(columns, matrix)
  const parts = createSpanParts(PLACES)
  addParts(parts, columns, Int32Array.of(2, -1, 0))
  return parts
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const maxOf = (values: readonly number[]) => (values.length === 0 ? NaN : Math.max(...values))

it('a window is compared by all samples of the days before, whatever was not measured', () => {
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 7 }), (window, days) => {
      const compared = compareSpans(partsOf(window), days.map(partsOf))
      for (const [column, place] of [
        [0, 2],
        [2, 0],
      ] as const) {
        const own = window[column] ?? []
        const before = days.map((day) => day[column] ?? [])
        expect(compared.mean[place]).toBe(meanOf(own))
        expect(compared.max[place]).toBe(maxOf(own))
        expect(compared.baselineMean[place]).toBe(meanOf(before.flat()))
        expect(compared.baselineMax[place]).toBe(maxOf(before.flat()))
        expect(compared.baselineDays[place]).toBe(before.filter((values) => values.length > 0).length)
      }
      expect([compared.mean[1], compared.baselineDays[1]]).toEqual([NaN, 0])
    }),
  )
})
