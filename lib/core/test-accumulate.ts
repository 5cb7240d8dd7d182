import { addParts, type RollMatrix } from './rollup'

/** The plain way from samples, sorted by time, to the steps of a slot; what lies outside the matrix is left out. */
export const accumulate = (
  matrix: RollMatrix,
  slot: number,
  timesMs: Float64Array,
  values: Float64Array,
): void => {
  const endMs = matrix.startMs + matrix.stepMs * matrix.stepCount
  let index = 0
  while (index < timesMs.length && (timesMs[index] ?? endMs) < matrix.startMs) index += 1
  while (index < timesMs.length) {
    const step = Math.floor(((timesMs[index] ?? endMs) - matrix.startMs) / matrix.stepMs)
    if (step >= matrix.stepCount) return
    const stepEndMs = matrix.startMs + (step + 1) * matrix.stepMs
    let count = 0
    let sum = 0
    let min = Infinity
    let max = -Infinity
    for (; index < timesMs.length && (timesMs[index] ?? stepEndMs) < stepEndMs; index += 1) {
      const value = values[index] ?? NaN
      if (value !== value) continue
      count += 1
      sum += value
      if (value < min) min = value
      if (value > max) max = value
    }
    addParts(matrix, step * matrix.slotCount + slot, count, sum, min, max)
  }
}
