import { expect, it } from 'vitest'
import { makeUpMatrix } from './made-up-block'

const DAY = { startMs: 0, stepMs: 300_000, stepCount: 288, seed: 7 }

it('every measured slot swings around its mean, and what was not measured stays so', () => {
  const matrix = makeUpMatrix(Float32Array.of(10, NaN, 0), DAY)
  const of = (part: Float32Array, slot: number) => Array.from(part).filter((_, at) => at % 3 === slot)
  expect(new Set(of(matrix.count, 0))).toEqual(new Set([20]))
  const means = of(matrix.sum, 0).map((sum) => sum / 20)
  expect(means.reduce((sum, one) => sum + one, 0) / 288).toBeCloseTo(10, 0)
  expect(Math.max(...means)).toBeGreaterThan(12)
  expect(of(matrix.min, 0).every((min, step) => min <= (means[step] ?? 0))).toBe(true)
  expect(of(matrix.max, 0).every((max, step) => max >= (means[step] ?? 0))).toBe(true)
  expect(new Set(of(matrix.count, 1))).toEqual(new Set([0]))
  expect(new Set(of(matrix.min, 1))).toEqual(new Set([NaN]))
  expect(new Set(of(matrix.sum, 2))).toEqual(new Set([0]))
})

it('is the same for the same seed', () => {
  const means = Float32Array.of(1, 2)
  expect(makeUpMatrix(means, DAY)).toEqual(makeUpMatrix(means, DAY))
})
