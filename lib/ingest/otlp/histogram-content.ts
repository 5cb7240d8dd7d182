import { countOf } from '@/lib/core/latency/cumulative'
import { ExponentialSum } from '@/lib/core/latency/exponential-sum'
import {
  COARSEST_SCALE,
  FINEST_SCALE,
  type Histogram,
  type HistogramLayer,
} from '@/lib/core/latency/histogram'
import type { ExplicitPoint, ExponentialPoint, HistogramTold } from './otlp-point'

/** No bucket begins or ends beyond what a number holds. */
const MOST_DOUBLINGS = 1100
const MOST_BOUNDS = 2048
const MOST_BUCKETS = 16_384
/** A sender may add up its count in doubles. */
const COUNT_TOLERANCE = 1e-9

export type HistogramRefusal =
  | 'histogram_negative_count'
  | 'histogram_negative_observations'
  | 'histogram_bucket_count'
  | 'histogram_bounds'
  | 'histogram_scale'
  | 'histogram_offset'
  | 'histogram_zero_threshold'
  | 'histogram_too_many_buckets'
  | 'histogram_count'
  | 'histogram_min_above_max'

/** The histogram of a point whose values are in units of `unitMs`, or what speaks against it. */
export const histogramOf = (
  point: ExplicitPoint | ExponentialPoint,
  unitMs: number,
): Histogram | HistogramRefusal => {
  const layer = point.kind === 'explicit' ? explicitLayer(point, unitMs) : exponentialLayer(point, unitMs)
  if (typeof layer === 'string') return layer
  const count = countOf(layer)
  if (Math.abs(count - point.count) > COUNT_TOLERANCE * count) return 'histogram_count'
  if (point.min > point.max) return 'histogram_min_above_max'
  return { layers: [layer], count, ...figuresOf(point, unitMs), errorCount: 0, errorsKnownOf: 0 }
}

/** A figure that no time can have was not told. */
const figuresOf = ({ sum, min, max }: HistogramTold, unitMs: number) => {
  const known = (value: number) => (value >= 0 && value < Infinity ? value * unitMs : NaN)
  return { sumMs: known(sum), minMs: known(min), maxMs: known(max) }
}

const isCount = (count: number): boolean => count >= 0 && count <= Number.MAX_SAFE_INTEGER

const explicitLayer = (point: ExplicitPoint, unitMs: number): HistogramLayer | HistogramRefusal => {
  const refusal = refusalOfBounds(point, 0)
  if (refusal !== null) return refusal
  // Whoever tells no buckets tells how many observations there were.
  const counts = point.counts.length === 0 ? [point.count] : point.counts
  if (!counts.every(isCount)) return 'histogram_negative_count'
  const finite = point.bounds.filter((bound) => bound !== Infinity)
  const folded = Float64Array.from(counts.slice(0, finite.length + 1))
  for (const count of counts.slice(finite.length + 1))
    folded[finite.length] = (folded[finite.length] ?? 0) + count
  return { kind: 'bounds', boundsMs: Float64Array.from(finite, (bound) => bound * unitMs), counts: folded }
}

/** One more bucket than bounds, which ascend; without any of both there is one bucket of everything. */
export const refusalOfBounds = (
  { bounds, counts }: ExplicitPoint,
  least: number,
): HistogramRefusal | null => {
  if (bounds.length > MOST_BOUNDS || counts.length > MOST_BOUNDS + 1) return 'histogram_too_many_buckets'
  const hasNoBuckets = counts.length === 0 && bounds.length === 0
  if (!hasNoBuckets && counts.length !== bounds.length + 1) return 'histogram_bucket_count'
  const isAscending = bounds.every((bound, at) => bound >= least && bound > (bounds[at - 1] ?? -Infinity))
  return isAscending ? null : 'histogram_bounds'
}

const exponentialLayer = (point: ExponentialPoint, unitMs: number): HistogramLayer | HistogramRefusal => {
  const { scale, zeroCount, zeroThreshold, positive, negative } = point
  const refusal = refusalOfBuckets(point)
  if (refusal !== null) return refusal
  if (negative.counts.some((count) => count > 0)) return 'histogram_negative_observations'
  if (!(zeroThreshold >= 0 && zeroThreshold < Infinity)) return 'histogram_zero_threshold'
  const sum = new ExponentialSum(unitMs)
  sum.open(scale, 0, 0)
  sum.addZeros(zeroCount, zeroThreshold * unitMs)
  positive.counts.forEach((count, at) => {
    const index = positive.offset + at
    if (count > 0) sum.addAt(index >> sum.open(scale, index, index + 1), count)
  })
  return sum.toLayer()
}

const refusalOfBuckets = ({
  scale,
  zeroCount,
  positive,
  negative,
}: ExponentialPoint): HistogramRefusal | null => {
  const counts = [positive.counts, negative.counts]
  if (counts.some((list) => list.length > MOST_BUCKETS)) return 'histogram_too_many_buckets'
  if (!isCount(zeroCount) || !counts.every((list) => list.every(isCount))) return 'histogram_negative_count'
  if (scale < COARSEST_SCALE || scale > FINEST_SCALE) return 'histogram_scale'
  const furthest = Math.max(Math.abs(positive.offset), Math.abs(positive.offset + positive.counts.length))
  return positive.counts.length > 0 && furthest * 2 ** -scale > MOST_DOUBLINGS ? 'histogram_offset' : null
}

/** The same histogram when nothing was observed yet. */
export const emptied = (histogram: Histogram): Histogram => ({
  ...histogram,
  layers: histogram.layers.map((layer) =>
    layer.kind === 'bounds'
      ? { ...layer, counts: new Float64Array(layer.counts.length) }
      : { ...layer, zeroCount: 0, offset: 0, counts: new Float64Array(0) },
  ),
  count: 0,
  sumMs: 0,
  minMs: NaN,
  maxMs: NaN,
})
