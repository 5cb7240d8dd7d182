import type { PlacedPoint } from './placed-point'
import type { OtlpBatchBuilder } from './otlp-batch'

type Pair = readonly [string, string]

/** A counter by its name, and by a further label if it has one. */
export interface CounterTold {
  name: string
  value: number
  label?: Pair
}

/** Of what began so shortly before it was told, the begin is told too; later tellings need not say it again. */
const BEGAN_LATELY_MS = 120_000

export const addGauge = (
  batch: OtlpBatchBuilder,
  { source: { node }, labels, timeMs }: PlacedPoint,
  name: string,
  value: number | 'gap',
  label?: Pair,
): null => {
  batch.addSample(
    { node, name, labels: label === undefined ? labels : withLabel(labels, label) },
    timeMs,
    value,
  )
  return null
}

/**
 * Counters grow in storage. A delta is kept as a counter that is reset at the beginning of its span, a millisecond after the end
 * of the one before: the growth of each span is exact, whichever of them come, in any order and however often. A counter that
 * began anew ends where it began, because it may be larger than the one before; that it was zero then only some senders mean.
 */
export const addCounter = (
  batch: OtlpBatchBuilder,
  placed: PlacedPoint,
  told: readonly CounterTold[],
): string | null => {
  const { metric, timeMs, startMs } = placed
  if (metric.temporality === 'unspecified') return 'temporality_missing'
  const isDelta = metric.temporality === 'delta'
  if (isDelta && timeMs - startMs < LEAST_SPAN_MS) return 'delta_without_span'
  if (isDelta && startMs === -Infinity) return 'delta_without_span'
  if (!told.every(({ value }) => value >= 0)) return 'counter_negative'
  for (const { name, value, label } of told) {
    const labels = label === undefined ? placed.labels : withLabel(placed.labels, label)
    const series = { node: placed.source.node, name, labels }
    if (isDelta) batch.addSample(series, startMs + 1, 0)
    else if (beganLately(placed)) batch.addSample(series, startMs, 'gap')
    batch.addSample(series, timeMs, value)
  }
  return null
}

const LEAST_SPAN_MS = 2

export const beganLately = ({ startMs, timeMs }: PlacedPoint): boolean =>
  startMs > 0 && startMs < timeMs && timeMs - startMs <= BEGAN_LATELY_MS

const withLabel = (labels: readonly Pair[], [name, value]: Pair): readonly Pair[] => [
  ...labels.filter(([label]) => label !== name),
  [name, value],
]
