import type { Reading } from '../contract/reading'
import type { MetricDefinition } from '../core/checklist/types'
import { judge } from '../core/judge'
import type { FoldedReadings } from './fold-readings'

const SIGNIFICANT_DIGITS = 6

/** Blocks hold 32-bit floats: further digits would be noise. Null where nothing was measured. */
export const tidy = (value: number): number | null => {
  if (!Number.isFinite(value)) return null
  if (value === 0) return 0
  const digits = SIGNIFICANT_DIGITS - 1 - Math.floor(Math.log10(Math.abs(value)))
  if (digits <= 0) return Math.round(value)
  const scale = 10 ** Math.min(digits, 15)
  return Math.round(value * scale) / scale
}

export const tidyReading = ({ mean, max, last, peak, verdict }: Reading): Reading => ({
  mean: mean === null ? null : tidy(mean),
  max: max === null ? null : tidy(max),
  last: last === null ? null : tidy(last),
  peak: peak === null ? null : tidy(peak),
  verdict,
})

const at = (values: Float64Array, slot: number): number | null => {
  const value = values[slot] ?? NaN
  return Number.isFinite(value) ? value : null
}

export const toReading = (
  metric: MetricDefinition,
  folded: FoldedReadings,
  applicability: FoldedReadings | undefined,
  slot: number,
): Reading => {
  const values = {
    mean: at(folded.mean, slot),
    max: at(folded.max, slot),
    last: at(folded.last, slot),
    peak: at(folded.peak, slot),
  }
  const applicable = applicability === undefined ? null : at(applicability.last, slot)
  return { ...values, verdict: judge(metric, { ...values, applicable }) }
}
