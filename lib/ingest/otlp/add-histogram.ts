import type { Histogram } from '@/lib/core/latency/histogram'
import type { PointContent } from '@/lib/core/latency/point'
import { sourceOfLabels, type timeMetricOf } from '../latency/latency-names'
import { addCounter, addGauge, beganLately, type CounterTold } from './add-numbers'
import type { PlacedPoint } from './placed-point'
import { emptied, histogramOf, refusalOfBounds } from './histogram-content'
import type { OtlpBatchBuilder } from './otlp-batch'
import type { ExplicitPoint, ExponentialPoint } from './otlp-point'

type TimeMetric = NonNullable<ReturnType<typeof timeMetricOf>>

/** A histogram of a time goes to the store of latencies, as it is. */
export const addLatency = (
  batch: OtlpBatchBuilder,
  placed: PlacedPoint,
  data: ExplicitPoint | ExponentialPoint,
  { base, unitMs }: TimeMetric,
): string | null => {
  const { name, labels, metric, timeMs, startMs, source } = placed
  const latency = sourceOfLabels(name, base, labels, source.node)
  const add = (atMs: number, content: PointContent): null => {
    batch.addHistogram({ source: latency, timeMs: atMs, batch: 0, content })
    return null
  }
  if (data.isGap) return add(timeMs, { kind: 'gap' })
  const histogram = histogramOf(data, unitMs)
  if (typeof histogram === 'string') return histogram
  if (metric.temporality === 'delta') return add(timeMs, { kind: 'delta', histogram })
  if (metric.temporality === 'unspecified') return 'temporality_missing'
  if (beganLately(placed)) add(startMs, counted(emptied(histogram)))
  return add(timeMs, counted(histogram))
}

const counted = (histogram: Histogram): PointContent => ({ kind: 'cumulative', histogram, isReset: false })

/** Of anything but times the buckets are series, as Prometheus tells them. */
export const addClassicSeries = (
  batch: OtlpBatchBuilder,
  placed: PlacedPoint,
  data: ExplicitPoint,
): string | null => {
  const refusal = refusalOfClassic(data)
  if (refusal !== null) return refusal
  const told = classicCounters(placed.name, data)
  if (!data.isGap) return addCounter(batch, placed, told)
  for (const { name, label } of told) addGauge(batch, placed, name, 'gap', label)
  return null
}

const refusalOfClassic = (data: ExplicitPoint): string | null => {
  if (data.isGap) return null
  const isWhole =
    data.counts.length === 0 || data.counts.reduce((sum, count) => sum + count, 0) === data.count
  if (!data.counts.every((count) => count >= 0) || !(data.count >= 0)) return 'histogram_negative_count'
  return refusalOfBounds(data, -Infinity) ?? (isWhole ? null : 'histogram_count')
}

const classicCounters = (name: string, { bounds, counts, count, sum }: ExplicitPoint): CounterTold[] => {
  let cumulative = 0
  const buckets = counts.slice(0, -1).map((one, at): CounterTold => {
    cumulative += one
    return { name: `${name}_bucket`, value: cumulative, label: ['le', String(bounds[at] ?? Infinity)] }
  })
  return [
    ...buckets.filter(({ label }) => label?.[1] !== 'Infinity'),
    { name: `${name}_bucket`, value: count, label: ['le', '+Inf'] },
    { name: `${name}_count`, value: count },
    ...(Number.isNaN(sum) ? [] : [{ name: `${name}_sum`, value: sum }]),
  ]
}
