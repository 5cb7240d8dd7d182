import type { Aspect } from '../checklist/types'
import type { HistoryRow, MetricHistory } from '../fleet-history'

/** What the analysis has to know of a metric. */
export interface ExplainedMetric {
  id: string
  aspect: Aspect
  /** 1 where higher is worse, -1 where lower is, 0 where either may be. */
  badDirection: 1 | -1 | 0
  /** A change of this size matters, in the unit of the metric. */
  scale: number
}

/** The window and the spans of its baseline, each with the time that leads up to it. */
export interface SpanTimes {
  stepMs: number
  leadSteps: number
  windowSteps: number
  /** The first moment of the window in each span; the first span is the one to explain. */
  startsMs: readonly number[]
}

/** One metric of a fleet in these spans. */
export interface MetricSpans {
  metric: ExplainedMetric
  rows: readonly HistoryRow[]
  /** Index = (row * spans + span) * (leadSteps + windowSteps) + step; NaN was not measured. */
  values: Float32Array
}

export const stepsOf = ({ leadSteps, windowSteps }: SpanTimes): number => leadSteps + windowSteps

export const valuesPerRow = (times: SpanTimes): number => times.startsMs.length * stepsOf(times)

/** The spans of a metric whose whole history is at hand; what lies outside of it was not measured. */
export const cutSpans = (metric: ExplainedMetric, history: MetricHistory, times: SpanTimes): MetricSpans => {
  const steps = stepsOf(times)
  const values = new Float32Array(history.rows.length * valuesPerRow(times)).fill(NaN)
  const firsts = times.startsMs.map(
    (startMs) => Math.round((startMs - history.startMs) / history.stepMs) - times.leadSteps,
  )
  history.rows.forEach((_, row) => {
    firsts.forEach((first, span) => {
      const from = Math.max(0, first)
      const to = Math.min(history.stepCount, first + steps)
      if (from >= to) return
      const part = history.values.subarray(row * history.stepCount + from, row * history.stepCount + to)
      values.set(part, row * valuesPerRow(times) + span * steps + from - first)
    })
  })
  return { metric, rows: history.rows, values }
}
