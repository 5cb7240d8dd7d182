import { countOf } from '@/lib/core/latency/cumulative'
import { ExponentialSum } from '@/lib/core/latency/exponential-sum'
import type { Histogram, HistogramLayer } from '@/lib/core/latency/histogram'
import type { PointContent } from '@/lib/core/latency/point'
import { isStaleMarker } from '@/lib/core/stale'
import { readHistogramFields, type HistogramFields } from './histogram-fields'
import type { ProtobufReader } from './protobuf-reader'

/** The schema of buckets whose bounds are told. */
const CUSTOM_SCHEMA = -53
const COARSEST_SCHEMA = -4
const FINEST_SCHEMA = 8
const MOST_DOUBLINGS = 1100
const MOST_BOUNDS = 2048
const RESET = 1
const GAUGE = 3

export type HistogramRefusal =
  | 'histogram_negative_count'
  | 'histogram_negative_observations'
  | 'histogram_spans'
  | 'histogram_schema'
  | 'histogram_bounds'
  | 'histogram_gauge'

export interface NativeHistogram {
  timeMs: number
  content: PointContent
}

/** Decodes a native histogram of remote write 1.0, or says why it cannot be kept. Its values are in units of `unitMs`. */
export const readNativeHistogram = (
  reader: ProtobufReader,
  end: number,
  unitMs: number,
): NativeHistogram | { refusal: HistogramRefusal; timeMs: number } => {
  const fields = readHistogramFields(reader, end)
  const { timeMs } = fields
  if (fields.sumAt >= 0 && isStaleMarker(reader.view.getBigUint64(fields.sumAt, true)))
    return { timeMs, content: { kind: 'gap' } }
  if (fields.resetHint === GAUGE) return { refusal: 'histogram_gauge', timeMs }
  const layer = layerOf(fields, unitMs)
  if (typeof layer === 'string') return { refusal: layer, timeMs }
  const histogram: Histogram = {
    layers: [layer],
    count: countOf(layer),
    sumMs: fields.sum * unitMs,
    minMs: NaN,
    maxMs: NaN,
    errorCount: 0,
    errorsKnownOf: 0,
  }
  return { timeMs, content: { kind: 'cumulative', histogram, isReset: fields.resetHint === RESET } }
}

const layerOf = (fields: HistogramFields, unitMs: number): HistogramLayer | HistogramRefusal => {
  if (fields.hasNegative) return 'histogram_negative_observations'
  const counts = countsOf(fields)
  const spanned = fields.spans.reduce((sum, { length }) => sum + length, 0)
  if (spanned !== counts.length) return 'histogram_spans'
  if (!(fields.zeroCount >= 0) || !counts.every((count) => count >= 0 && count < Infinity))
    return 'histogram_negative_count'
  if (fields.schema === CUSTOM_SCHEMA) return customLayer(fields, counts, unitMs)
  if (fields.schema < COARSEST_SCHEMA || fields.schema > FINEST_SCHEMA) return 'histogram_schema'
  return exponentialLayer(fields, counts, unitMs)
}

/** Whole numbers are told as what each has more than the one before. */
const countsOf = ({ deltas, counts }: HistogramFields): number[] => {
  if (deltas.length === 0) return counts
  let count = 0
  return deltas.map((delta) => (count += delta))
}

/** The indices of the buckets, one for each count; those of Prometheus name the upper bound. */
const indicesOf = ({ spans }: HistogramFields): number[] => {
  const indices: number[] = []
  let index = 0
  for (const { offset, length } of spans) {
    index += offset
    for (let left = length; left > 0; left -= 1) indices.push(index++)
  }
  return indices
}

const exponentialLayer = (
  fields: HistogramFields,
  counts: readonly number[],
  unitMs: number,
): HistogramLayer | HistogramRefusal => {
  const { schema, zeroCount, zeroThreshold } = fields
  const indices = indicesOf(fields)
  if (indices.some((index) => Math.abs(index) * 2 ** -schema > MOST_DOUBLINGS)) return 'histogram_spans'
  const sum = new ExponentialSum(unitMs)
  sum.open(schema, 0, 0)
  sum.addZeros(zeroCount, zeroThreshold * unitMs)
  indices.forEach((upper, at) => {
    const count = counts[at] ?? 0
    if (count > 0) sum.addAt((upper - 1) >> sum.open(schema, upper - 1, upper), count)
  })
  return sum.toLayer()
}

const customLayer = (
  fields: HistogramFields,
  counts: readonly number[],
  unitMs: number,
): HistogramLayer | HistogramRefusal => {
  const boundsMs = Float64Array.from(fields.customValues, (bound) => bound * unitMs).filter(
    (bound) => bound !== Infinity,
  )
  const isAscending = boundsMs.every((bound, at) => bound >= 0 && bound > (boundsMs[at - 1] ?? -1))
  if (!isAscending || boundsMs.length > MOST_BOUNDS) return 'histogram_bounds'
  const into = new Float64Array(boundsMs.length + 1)
  const indices = indicesOf(fields)
  if (indices.some((index) => index < 0 || index >= into.length)) return 'histogram_spans'
  indices.forEach((index, at) => {
    into[index] = counts[at] ?? 0
  })
  return { kind: 'bounds', boundsMs, counts: into }
}
