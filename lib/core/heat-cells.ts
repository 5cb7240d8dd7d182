import type { Threshold } from './checklist/types'
import type { RollMatrix } from './rollup'
import { toThreeDigits } from './three-digits'

/** The worst value of each row and step, row after row; NaN is not measured. */
export interface HeatCells {
  rowCount: number
  stepCount: number
  values: Float64Array
}

/** Rows turned at once, so that what is read and what is written both stay near the processor. */
const ROWS_AT_ONCE = 64

/** The worst sample stays, however long a step is, so that a spike never disappears. */
export const worstCells = (matrix: RollMatrix, higherIsWorse: boolean): HeatCells => {
  const { stepCount, slotCount } = matrix
  const worst = higherIsWorse ? matrix.max : matrix.min
  const values = new Float64Array(stepCount * slotCount)
  for (let from = 0; from < slotCount; from += ROWS_AT_ONCE) {
    const to = Math.min(slotCount, from + ROWS_AT_ONCE)
    for (let step = 0; step < stepCount; step += 1)
      for (let row = from; row < to; row += 1)
        values[row * stepCount + step] = toThreeDigits(worst[step * slotCount + row] ?? NaN)
  }
  return { rowCount: slotCount, stepCount, values }
}

/** By row; NaN where nothing was measured. */
export const meanOfRows = ({ count, sum, stepCount, slotCount }: RollMatrix): Float64Array => {
  const samples = new Float64Array(slotCount)
  const totals = new Float64Array(slotCount)
  for (let step = 0; step < stepCount; step += 1)
    for (let row = 0; row < slotCount; row += 1) {
      samples[row] = (samples[row] ?? 0) + (count[step * slotCount + row] ?? 0)
      totals[row] = (totals[row] ?? 0) + (sum[step * slotCount + row] ?? 0)
    }
  return totals.map((total, row) => toThreeDigits(total / (samples[row] ?? 0)))
}

type Limits = Pick<Threshold, 'warn' | 'bad'>

export interface HeatRow {
  /** Null where nothing was measured in the window. */
  worst: number | null
  last: number | null
  /** The first step that reaches the bad threshold, or else the warning one; null where none does. */
  onset: { step: number; verdict: 'bad' | 'warn' } | null
}

export const isWorse = (value: number, than: number, higherIsWorse: boolean): boolean =>
  higherIsWorse ? value > than : value < than

const reaches = (value: number, limit: number, higherIsWorse: boolean): boolean =>
  higherIsWorse ? value >= limit : value <= limit

const firstReaching = (values: Float64Array, limit: number, higherIsWorse: boolean): number => {
  for (let step = 0; step < values.length; step += 1)
    if (reaches(values[step] ?? NaN, limit, higherIsWorse)) return step
  return -1
}

const onsetOf = (values: Float64Array, limits: Limits | null, higherIsWorse: boolean): HeatRow['onset'] => {
  if (limits === null) return null
  for (const verdict of ['bad', 'warn'] as const) {
    const step = firstReaching(values, limits[verdict], higherIsWorse)
    if (step >= 0) return { step, verdict }
  }
  return null
}

const describeRow = (values: Float64Array, limits: Limits | null, higherIsWorse: boolean): HeatRow => {
  let worst = NaN
  let last = NaN
  for (const value of values) {
    if (value !== value) continue
    last = value
    if (worst !== worst || isWorse(value, worst, higherIsWorse)) worst = value
  }
  const isMeasured = last === last
  return {
    worst: isMeasured ? worst : null,
    last: isMeasured ? last : null,
    onset: onsetOf(values, limits, higherIsWorse),
  }
}

export const describeRows = (
  { rowCount, stepCount, values }: HeatCells,
  limits: Limits | null,
  higherIsWorse: boolean,
): HeatRow[] =>
  Array.from({ length: rowCount }, (_, row) =>
    describeRow(values.subarray(row * stepCount, (row + 1) * stepCount), limits, higherIsWorse),
  )
