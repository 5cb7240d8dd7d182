import { PEAK_WINDOW_MS } from '../core/judge'
import type { RollMatrix } from '../core/rollup'

/** By slot; NaN is not measured. */
export interface FoldedReadings {
  mean: Float64Array
  max: Float64Array
  last: Float64Array
  peak: Float64Array
}

const unmeasured = (slots: number): Float64Array => new Float64Array(slots).fill(NaN)

/**
 * The readings of a window. A step that has not ended by `asOfMs` joins the step before it,
 * so that a few seconds at the beginning of a step never count as five minutes.
 */
export const foldReadings = (matrix: RollMatrix, asOfMs: number): FoldedReadings => {
  const { slotCount, stepCount } = matrix
  const folded: FoldedReadings = {
    mean: unmeasured(slotCount),
    max: unmeasured(slotCount),
    last: unmeasured(slotCount),
    peak: unmeasured(slotCount),
  }
  foldTotals(matrix, folded)
  const peakSteps = Math.max(1, Math.round(PEAK_WINDOW_MS / matrix.stepMs))
  for (let end = Math.min(peakSteps, stepCount); end <= stepCount; end += 1) {
    const isOpen = matrix.startMs + end * matrix.stepMs > asOfMs
    raisePeak(matrix, Math.max(0, end - (isOpen ? Math.max(2, peakSteps) : peakSteps)), end, folded.peak)
  }
  return folded
}

const foldTotals = (matrix: RollMatrix, { mean, max, last }: FoldedReadings): void => {
  const { slotCount, stepCount, count, sum } = matrix
  const counts = new Float64Array(slotCount)
  const sums = new Float64Array(slotCount)
  for (let step = 0; step < stepCount; step += 1) {
    for (let slot = 0; slot < slotCount; slot += 1) {
      const at = step * slotCount + slot
      const measured = count[at] ?? 0
      if (measured === 0) continue
      const total = sum[at] ?? 0
      const highest = matrix.max[at] ?? NaN
      counts[slot] = (counts[slot] ?? 0) + measured
      sums[slot] = (sums[slot] ?? 0) + total
      last[slot] = total / measured
      const before = max[slot] ?? NaN
      if (!(before >= highest)) max[slot] = highest
    }
  }
  for (let slot = 0; slot < slotCount; slot += 1) mean[slot] = (sums[slot] ?? 0) / (counts[slot] ?? 0)
}

const raisePeak = (matrix: RollMatrix, fromStep: number, toStep: number, peak: Float64Array): void => {
  const { slotCount, count, sum } = matrix
  for (let slot = 0; slot < slotCount; slot += 1) {
    let counts = 0
    let sums = 0
    for (let at = fromStep * slotCount + slot; at < toStep * slotCount; at += slotCount) {
      counts += count[at] ?? 0
      sums += sum[at] ?? 0
    }
    const before = peak[slot] ?? NaN
    if (counts > 0 && !(before >= sums / counts)) peak[slot] = sums / counts
  }
}
