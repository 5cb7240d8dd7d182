import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReadingFold, type FoldedReadings } from './reading-fold'
import { createMatrix, type RollMatrix } from './rollup'
import { accumulate } from './test-accumulate'

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

const allSlots = (matrix: RollMatrix) => Int32Array.from({ length: matrix.slotCount }, (_, slot) => slot)

const fold = (matrix: RollMatrix, asOfMs: number): FoldedReadings => {
  const folding = ReadingFold.over(matrix)
  folding.add(matrix, allSlots(matrix), asOfMs)
  return folding.finish(asOfMs)
}

describe('readings of a window', () => {
  it('are not measured where no step is, never zero', () => {
    const { mean, max, last, peak } = fold(matrixOf([[null, null]]), LATER_MS)
    expect([mean[0], max[0], last[0], peak[0]]).toEqual([NaN, NaN, NaN, NaN])
  })

  it('take the last measured step as last, also when the newest is a gap', () => {
    const { mean, max, last } = fold(matrixOf([[2, 8, null]]), LATER_MS)
    expect([mean[0], max[0], last[0]]).toEqual([5, 9, 8])
  })

  it('take the worst mean of any five minutes as peak, wherever they begin', () => {
    const burst = [0, 0, 0, 10, 10, 10, 10, 10, 0, 0, 0, 0]
    expect(fold(matrixOf([burst]), LATER_MS).peak[0]).toBe(10)
  })

  it('dilute a single minute into its five', () => {
    expect(fold(matrixOf([[0, 0, 10, 0, 0, 0]]), LATER_MS).peak[0]).toBe(2)
  })

  it('do not take the first seconds of an open step for five minutes', () => {
    const matrix = matrixOf([[1, 1, 9]], 5 * MINUTE_MS)
    expect(fold(matrix, 15 * MINUTE_MS).peak[0]).toBe(9)
    expect(fold(matrix, 11 * MINUTE_MS).peak[0]).toBe(5)
  })

  it('keep mean and peak between the lowest and the highest sample', () => {
    const steps = fc.array(fc.option(fc.float({ min: -1e6, max: 1e6, noNaN: true })), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(steps, (values) => {
        const { mean, max, peak } = fold(matrixOf([values]), LATER_MS)
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
    const alone = fold(matrixOf([[1, null, 3]]), LATER_MS)
    const together = fold(matrixOf([[9, 9, 9], [1, null, 3], []]), LATER_MS)
    expect(together.mean[1]).toBe(alone.mean[0])
    expect(together.peak[1]).toBe(alone.peak[0])
    expect(together.mean[2]).toBeNaN()
  })
})

/** Two steps of one slot, as the definition says it, with values that add up exactly. */
const peakOf = (
  steps: readonly (number | null)[],
  spanAt: (end: number) => number,
  first: number,
): number => {
  const means: number[] = []
  for (let end = first; end <= steps.length; end += 1) {
    const measured = steps.slice(Math.max(0, end - spanAt(end)), end).filter((value) => value !== null)
    if (measured.length > 0)
      means.push(measured.reduce((sum, value) => sum + 2 * value, 0) / (2 * measured.length))
  }
  return means.length === 0 ? NaN : Math.max(...means)
}

const wholeSteps = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { freq: 3 }), {
  minLength: 1,
  maxLength: 60,
})

describe('a fold', () => {
  it('has the peak that its definition has, with any gaps', () => {
    fc.assert(
      fc.property(wholeSteps, (values) => {
        const expected = peakOf(values, () => 5, Math.min(5, values.length))
        expect(fold(matrixOf([values]), values.length * MINUTE_MS).peak[0]).toBe(expected)
      }),
    )
  })

  it('joins the open step to the one before it, and no other', () => {
    fc.assert(
      fc.property(wholeSteps, (values) => {
        const stepMs = 5 * MINUTE_MS
        const expected = peakOf(values, (end) => (end === values.length ? 2 : 1), 1)
        expect(fold(matrixOf([values], stepMs), values.length * stepMs - 1).peak[0]).toBe(expected)
      }),
    )
  })

  it('is the same in one piece or in parts, copied between them, in steps of one minute or five', () => {
    fc.assert(
      fc.property(wholeSteps, wholeSteps, fc.nat({ max: 60 }), fc.boolean(), (one, other, cut, isFine) => {
        const matrix = matrixOf([one, other])
        const asOfMs = (matrix.stepCount - 1) * MINUTE_MS
        const stepMs = isFine ? MINUTE_MS : 5 * MINUTE_MS
        const window = { startMs: 0, stepMs, stepCount: Math.ceil((matrix.stepCount * MINUTE_MS) / stepMs) }
        const add = (folding: ReadingFold, from: number, to: number) => {
          for (let step = from; step < to; step += 1) {
            const row = (values: Float32Array) => values.subarray(step * 2, step * 2 + 2)
            const { count, sum, min, max } = matrix
            const startMs = step * MINUTE_MS
            folding.add(
              {
                startMs,
                stepMs: MINUTE_MS,
                stepCount: 1,
                slotCount: 2,
                count: row(count),
                sum: row(sum),
                min: row(min),
                max: row(max),
              },
              allSlots(matrix),
              asOfMs,
            )
          }
        }
        const sealed = ReadingFold.over(window)
        const middle = Math.min(cut, matrix.stepCount)
        add(sealed, 0, middle)
        sealed.copy().finish(asOfMs)
        const newer = sealed.copy()
        add(newer, middle, matrix.stepCount)
        const whole = ReadingFold.over(window)
        whole.add(matrix, allSlots(matrix), asOfMs)
        const readings = newer.finish(asOfMs)
        if (readings.mean.length > 0) expect(readings).toEqual(whole.finish(asOfMs))
      }),
    )
  })
})
