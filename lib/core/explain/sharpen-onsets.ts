import type { MetricHistory } from '../fleet-history'
import { MINUTE_MS } from '../times'
import type { ExplainedSeries } from './explained-series'
import type { Unusual } from './find-unusual'
import { findOnset } from './onset'
import { findRise } from './plateau'

/** So far from its coarse step an onset may lie. */
const AROUND_MS = 10 * MINUTE_MS

/** With onsets as finer values tell them. */
export const sharpenUnusual = (unusual: Unusual, histories: readonly MetricHistory[]): Unusual => ({
  ...unusual,
  metrics: unusual.metrics.map((metric) => ({ ...metric, series: sharpenOnsets(metric.series, histories) })),
})

/** The same series with their onsets as finer values tell them; those without stay as they are. */
const sharpenOnsets = (
  series: readonly ExplainedSeries[],
  histories: readonly MetricHistory[],
): ExplainedSeries[] => {
  const byMetric = new Map(histories.map((history) => [history.metric, history]))
  const rowOf = new Map<MetricHistory, Map<number, number>>(
    histories.map((history) => [history, new Map(history.rows.map(({ node }, row) => [node, row]))]),
  )
  return series.map((one) => {
    const history = byMetric.get(one.metric)
    const row = history === undefined ? undefined : rowOf.get(history)?.get(one.node)
    if (history === undefined || row === undefined || one.kind === 'vanished' || one.baselineValue === null)
      return one
    const sharpen = one.isLasting ? sharpenedRise : sharpened
    return { ...one, onsetMs: sharpen(one, history, row, one.baselineValue) }
  })
}

/** What lasts begins where the minutes around the first coarse step change the most. */
const sharpenedRise = (
  { direction, onsetMs, durationMs }: ExplainedSeries,
  { startMs, stepMs, stepCount, values }: MetricHistory,
  row: number,
  level: number,
): number => {
  const sign = direction === 'up' ? 1 : -1
  const from = Math.max(0, Math.floor((onsetMs - AROUND_MS - startMs) / stepMs))
  const to = Math.min(
    stepCount,
    Math.ceil((onsetMs + Math.min(durationMs, 2 * AROUND_MS) - startMs) / stepMs),
  )
  if (from >= to) return onsetMs
  const around = values.subarray(row * stepCount + from, row * stepCount + to)
  return startMs + (from + findRise(Float64Array.from(around, (value) => (value - level) * sign))) * stepMs
}

const sharpened = (
  { direction, onsetMs, durationMs }: ExplainedSeries,
  { startMs, stepMs, stepCount, values }: MetricHistory,
  row: number,
  level: number,
): number => {
  const sign = direction === 'up' ? 1 : -1
  const from = Math.max(0, Math.floor((onsetMs - startMs) / stepMs))
  const to = Math.min(stepCount, Math.ceil((onsetMs + durationMs - startMs) / stepMs))
  let peakStep = -1
  let furthest = 0
  for (let step = from; step < to; step += 1) {
    const distance = ((values[row * stepCount + step] ?? NaN) - level) * sign
    if (distance > furthest) [furthest, peakStep] = [distance, step]
  }
  if (peakStep < 0) return onsetMs
  const times = { stepMs, leadSteps: 0, windowSteps: stepCount, startsMs: [startMs] }
  const { step } = findOnset(values, row * stepCount, times, { peakStep, level, sign })
  // The coarse steps have told which run it is.
  return startMs + Math.max(step, from - 1) * stepMs
}
