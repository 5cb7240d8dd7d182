import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMatrix, foldSteps, mean, mergeMatrix, type RollMatrix } from './rollup'
import { accumulate } from './test-accumulate'

const SHAPE = { startMs: 0, stepMs: 60_000, stepCount: 10, slotCount: 2 }

const rolled = (slot: number, samples: readonly (readonly [number, number])[]): RollMatrix => {
  const matrix = createMatrix(SHAPE)
  const sortedSamples = [...samples].sort(([a], [b]) => a - b)
  accumulate(
    matrix,
    slot,
    Float64Array.from(sortedSamples, ([timeMs]) => timeMs),
    Float64Array.from(sortedSamples, ([, value]) => value),
  )
  return matrix
}
const merged = (...parts: RollMatrix[]): RollMatrix => {
  const into = createMatrix(SHAPE)
  for (const part of parts) mergeMatrix(into, part)
  return into
}

describe('accumulate', () => {
  test('what is not measured stays null, and a measured zero is zero', () => {
    const matrix = rolled(1, [[60_000, 0]])
    expect(mean(matrix, 1)).toBeNull()
    expect(mean(matrix, 3)).toBe(0)
    expect([matrix.count[1], matrix.sum[1], matrix.min[1], matrix.max[1]]).toEqual([0, 0, NaN, NaN])
  })
  test('a step holds what is at its start and not what is at its end', () => {
    const matrix = rolled(0, [
      [59_999, 1],
      [60_000, 3],
      [119_999, 5],
      [120_000, 7],
    ])
    expect([0, 2, 4].map((index) => matrix.count[index])).toEqual([1, 2, 1])
    expect([matrix.sum[2], matrix.min[2], matrix.max[2]]).toEqual([8, 3, 5])
  })
  test('samples outside the matrix are left out', () => {
    const matrix = rolled(0, [
      [-1, 1],
      [600_000, 1],
    ])
    expect([...matrix.count].every((count) => count === 0)).toBe(true)
  })
})

/** Whole numbers: sums of floats depend on their order in the last bit. */
const sample = fc.tuple(fc.integer({ min: 0, max: 599_999 }), fc.integer({ min: -1000, max: 1000 }))
const part = fc
  .tuple(fc.nat(1), fc.array(sample, { maxLength: 20 }))
  .map(([slot, list]) => rolled(slot, list))

describe('rolled parts', () => {
  test('merge in any order and grouping to the same', () => {
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)))
        expect(merged(a, b)).toEqual(merged(b, a))
      }),
    )
  })
  test('merge to what all samples together give', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 20 }), fc.array(sample, { maxLength: 20 }), (a, b) => {
        expect(merged(rolled(0, a), rolled(0, b))).toEqual(rolled(0, [...a, ...b]))
      }),
    )
  })
  test('fold to longer steps as if rolled so from the samples', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 30 }), (list) => {
        const folded = foldSteps(rolled(1, list), 5)
        expect([folded.stepMs, folded.stepCount]).toEqual([300_000, 2])
        for (let step = 0; step < 2; step += 1) {
          const inside = list
            .filter(([timeMs]) => Math.floor(timeMs / 300_000) === step)
            .map(([, value]) => value)
          const index = step * 2 + 1
          expect(folded.count[index]).toBe(inside.length)
          expect(folded.sum[index]).toBe(inside.reduce((a, b) => a + b, 0))
          if (inside.length > 0) expect(folded.max[index]).toBe(Math.max(...inside))
        }
      }),
    )
  })
})

test('folding aligns to whole steps of the epoch', () => {
  const matrix = createMatrix({ startMs: 240_000, stepMs: 60_000, stepCount: 3, slotCount: 1 })
  accumulate(matrix, 0, Float64Array.of(240_000, 300_000), Float64Array.of(2, 4))
  const folded = foldSteps(matrix, 5)
  expect([folded.startMs, folded.stepCount]).toEqual([0, 2])
  expect([...folded.sum]).toEqual([2, 4])
})
