import type { MetricDefinition, Threshold } from './checklist/types'

export const VERDICTS = ['ok', 'warn', 'bad', 'unmeasured', 'not_applicable'] as const
export type Verdict = (typeof VERDICTS)[number]

/** `peak` is the worst mean of any this long part of a window. */
export const PEAK_WINDOW_MS = 300_000

/** Values of a metric over a window; null is not measured. */
export interface Reading {
  mean: number | null
  max: number | null
  last: number | null
  peak: number | null
  /** The last value of the metric's `applicability` metric, where it has one. */
  applicable?: number | null
}

type Judged = Pick<MetricDefinition, 'higherIsWorse' | 'threshold' | 'judgedBy'>

const judgeValue = (value: number, higherIsWorse: boolean, threshold: Threshold): Verdict => {
  const reaches = (limit: number) => (higherIsWorse ? value >= limit : value <= limit)
  if (reaches(threshold.bad)) return 'bad'
  return reaches(threshold.warn) ? 'warn' : 'ok'
}

export const judge = (metric: Judged, reading: Reading): Verdict => {
  if (reading.applicable === 0) return 'not_applicable'
  const value = metric.judgedBy === 'peak' ? (reading.peak ?? reading.mean) : reading.mean
  if (value === null) return 'unmeasured'
  return metric.threshold === null ? 'ok' : judgeValue(value, metric.higherIsWorse, metric.threshold)
}
