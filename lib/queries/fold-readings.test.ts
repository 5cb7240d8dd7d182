import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accumulate, createMatrix, type RollMatrix } from '../core/rollup'
import { foldReadings } from './fold-readings'

const MINUTE_MS = 60_000
const LATER_MS = Number.MAX_SAFE_INTEGER

/** One slot per list; each entry is a step with two samples around the value, or a gap. */
const matrixOf = (slots: readonly (readonly (number | null)[])[], stepMs = MINUTE_MS): RollMatrix => {
  const stepCount = Math.max(0, ...slots.map((steps) => steps.length))
  const matrix = createMatrix({ startMs: 0, stepMs, stepCount, slotCount: slots.length })
  slots.forEach((steps, slot) => {
    steps.forEach((value, step) => {
      if (value === null) return
      const times = Float64Array.of(step * stepMs, step * stepMs + 1)
      accumulate(matrix, slot, times, Float64Array.of(value - 1, value + 1))
    })
  })
  return matrix
}

describe('readings of a window', () => {
  it('are not measured where no step is, never zero', () => {
    const { mean, max, last, peak } = foldReadings(matrixOf([[null, null]]), LATER_MS)
    expect([mean[0], max[0], last[0], peak[0]]).toEqual([NaN, NaN, NaN, NaN])
  })

  it('take the last measured step as last, also when the newest is a gap', () => {
    const { mean, max, last } = foldReadings(matrixOf([[2, 8, null]]), LATER_MS)
    expect([mean[0], max[0], last[0]]).toEqual([5, 9, 8])
  })

  it('take the worst mean of any five minutes as peak, wherever they begin', () => {
    const burst = [0, 0, 0, 10, 10, 10, 10, 10, 0, 0, 0, 0]
    expect(foldReadings(matrixOf([burst]), LATER_MS).peak[0]).toBe(10)
  })

  it('dilute a single minute into its five', () => {
    expect(foldReadings(matrixOf([[0, 0, 10, 0, 0, 0]]), LATER_MS).peak[0]).toBe(2)
  })

  it('do not take the first seconds of an open step for five minutes', () => {
    const matrix = matrixOf([[1, 1, 9]], 5 * MINUTE_MS)
    expect(foldReadings(matrix, 15 * MINUTE_MS).peak[0]).toBe(9)
    expect(foldReadings(matrix, 11 * MINUTE_MS).peak[0]).toBe(5)
  })

  it('keep mean and peak between the lowest and the highest sample', () => {
    const steps = fc.array(fc.option(fc.float({ min: -1e6, max: 1e6, noNaN: true })), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(steps, (values) => {
        const matrix = matrixOf([values])
        const { mean, max, peak } = foldReadings(matrix, LATER_MS)
        const measured = values.filter((value) => value !== null)
        if (measured.length === 0) return
        const slack = 1 + Math.max(...measured.map(Math.abs)) * 1e-5
        expect(mean[0]).toBeGreaterThanOrEqual(Math.min(...measured) - slack)
        expect(mean[0]).toBeLessThanOrEqual(max[0] ?? NaN)
        expect(peak[0]).toBeGreaterThanOrEqual(Math.min(...measured) - slack)
        expect(peak[0]).toBeLessThanOrEqual((max[0] ?? NaN) + slack)
      }),
    )
  })

  it('of one node do not depend on the nodes beside it', () => {
    const alone = foldReadings(matrixOf([[1, null, 3]]), LATER_MS)
    const together = foldReadings(matrixOf([[9, 9, 9], [1, null, 3], []]), LATER_MS)
    expect(together.mean[1]).toBe(alone.mean[0])
    expect(together.peak[1]).toBe(alone.peak[0])
    expect(together.mean[2]).toBeNaN()
  })
})
