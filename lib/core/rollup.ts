/**
 * The mergeable parts of samples by time step and slot; index = step * slotCount + slot.
 * Not measured is count 0, sum 0, min NaN, max NaN.
 */
export interface RollMatrix {
  startMs: number
  stepMs: number
  stepCount: number
  slotCount: number
  count: Float32Array
  sum: Float32Array
  min: Float32Array
  max: Float32Array
}

export type RollShape = Pick<RollMatrix, 'startMs' | 'stepMs' | 'stepCount' | 'slotCount'>

export const createMatrix = (shape: RollShape): RollMatrix => {
  const length = shape.stepCount * shape.slotCount
  return {
    startMs: shape.startMs,
    stepMs: shape.stepMs,
    stepCount: shape.stepCount,
    slotCount: shape.slotCount,
    count: new Float32Array(length),
    sum: new Float32Array(length),
    min: new Float32Array(length).fill(NaN),
    max: new Float32Array(length).fill(NaN),
  }
}

export const mean = (matrix: RollMatrix, index: number): number | null => {
  const count = matrix.count[index] ?? 0
  return count === 0 ? null : (matrix.sum[index] ?? 0) / count
}

/** Adds the parts of more samples to a cell. */
export const addParts = (
  into: RollMatrix,
  at: number,
  count: number,
  sum: number,
  min: number,
  max: number,
): void => {
  if (count === 0) return
  const before = into.count[at] ?? 0
  into.count[at] = before + count
  into.sum[at] = (into.sum[at] ?? 0) + sum
  into.min[at] = before === 0 ? min : Math.min(into.min[at] ?? min, min)
  into.max[at] = before === 0 ? max : Math.max(into.max[at] ?? max, max)
}

/** Adds every part of `from`, a matrix of the same shape, to `into`. */
export const mergeMatrix = (into: RollMatrix, from: RollMatrix): void => {
  for (let at = 0; at < from.count.length; at += 1)
    addParts(into, at, from.count[at] ?? 0, from.sum[at] ?? 0, from.min[at] ?? NaN, from.max[at] ?? NaN)
}

/** The same parts in steps `factor` times as long, aligned to whole such steps since the epoch. */
export const foldSteps = (matrix: RollMatrix, factor: number): RollMatrix => {
  const stepMs = matrix.stepMs * factor
  const startMs = Math.floor(matrix.startMs / stepMs) * stepMs
  const endMs = matrix.startMs + matrix.stepCount * matrix.stepMs
  const stepCount = Math.ceil((endMs - startMs) / stepMs)
  const { slotCount } = matrix
  const folded = createMatrix({ startMs, stepMs, stepCount, slotCount })
  for (let step = 0; step < matrix.stepCount; step += 1) {
    const into = Math.floor((matrix.startMs + step * matrix.stepMs - startMs) / stepMs) * slotCount
    for (let slot = 0; slot < slotCount; slot += 1) {
      const at = step * slotCount + slot
      const count = matrix.count[at] ?? 0
      if (count === 0) continue
      addParts(folded, into + slot, count, matrix.sum[at] ?? 0, matrix.min[at] ?? NaN, matrix.max[at] ?? NaN)
    }
  }
  return folded
}
