import { commonBounds } from './bounds-lists'
import { bucketIndex, lowerBound } from './exponential-index'
import type { BoundsLayer, ExponentialLayer, Histogram, HistogramLayer } from './histogram'

/** Rows of a picture: row 0 is at most the first edge, row n between edge n - 1 and n, the last above the last edge. */
export interface LatencyGrid {
  rows: 'exponential' | 'bounds' | 'mixed'
  edgesMs: Float64Array
}

/** Eight rows for each doubling are more than an eye tells apart. */
const FINEST_ROWS_SCALE = 3
const MOST_ROWS = 120

const isExponential = (layer: HistogramLayer): layer is ExponentialLayer => layer.kind === 'exponential'
const isBounds = (layer: HistogramLayer): layer is BoundsLayer => layer.kind === 'bounds'

/** In buckets of its unit: the first and the first after the last; null where all are zero. */
const spanMs = ({ unitMs, scale, offset, counts }: ExponentialLayer): [number, number] | null => {
  const first = counts.findIndex((count) => count > 0)
  if (first < 0) return null
  const last = counts.findLastIndex((count) => count > 0)
  return [unitMs * lowerBound(offset + first, scale), unitMs * lowerBound(offset + last + 1, scale)]
}

const exponentialEdges = (layers: readonly ExponentialLayer[]): Float64Array => {
  const spans = layers.map(spanMs).filter((span) => span !== null)
  if (spans.length === 0) return new Float64Array()
  const lowMs = Math.min(...spans.map(([low]) => low))
  const highMs = Math.max(...spans.map(([, high]) => high))
  let scale = Math.min(FINEST_ROWS_SCALE, ...layers.map((layer) => layer.scale))
  for (;;) {
    const first = bucketIndex(lowMs * (1 + 1e-9), scale)
    const end = bucketIndex(highMs, scale) + 1
    if (end - first <= MOST_ROWS)
      return Float64Array.from({ length: end - first + 1 }, (_, at) => lowerBound(first + at, scale))
    scale -= 1
  }
}

/** Rows that all of the histograms fit into. */
export const chooseGrid = (histograms: readonly Histogram[]): LatencyGrid => {
  const layers = histograms.flatMap((histogram) => histogram.layers)
  const bounds = layers.filter(isBounds).filter(({ counts }) => counts.some((count) => count > 0))
  const exponentials = layers.filter(isExponential)
  if (bounds.length === 0) return { rows: 'exponential', edgesMs: exponentialEdges(exponentials) }
  const isMixed = exponentials.some(({ zeroCount, counts }) => zeroCount > 0 || counts.length > 0)
  return {
    rows: isMixed ? 'mixed' : 'bounds',
    edgesMs: commonBounds(bounds.map(({ boundsMs }) => boundsMs)),
  }
}

/** A bucket goes into the row that its middle is in: of one ratio, an edge may be off by half a bucket. */
export const countRows = ({ edgesMs }: LatencyGrid, { layers }: Histogram): Float64Array => {
  const rows = new Float64Array(edgesMs.length + 1)
  for (const layer of layers)
    if (isExponential(layer)) addExponential(rows, edgesMs, layer)
    else addBounds(rows, edgesMs, layer)
  return rows
}

const addTo = (rows: Float64Array, row: number, count: number): void => {
  rows[row] = (rows[row] ?? 0) + count
}

const addExponential = (rows: Float64Array, edgesMs: Float64Array, layer: ExponentialLayer): void => {
  const { unitMs, scale, zeroCount, offset, counts } = layer
  addTo(rows, 0, zeroCount)
  const toMiddle = unitMs * Math.sqrt(lowerBound(1, scale))
  let row = 0
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] ?? 0
    if (count === 0) continue
    const middleMs = lowerBound(offset + at, scale) * toMiddle
    while (row < edgesMs.length && middleMs > (edgesMs[row] ?? Infinity)) row += 1
    addTo(rows, row, count)
  }
}

/** The edges are bounds of every list. */
const addBounds = (rows: Float64Array, edgesMs: Float64Array, { boundsMs, counts }: BoundsLayer): void => {
  let row = 0
  for (let at = 0; at < counts.length; at += 1) {
    const upperMs = boundsMs[at] ?? Infinity
    while (row < edgesMs.length && upperMs > (edgesMs[row] ?? Infinity)) row += 1
    addTo(rows, row, counts[at] ?? 0)
  }
}

/** Of all observations; empty without any. */
export const sharesOf = (rows: Float64Array): Float64Array => {
  const total = rows.reduce((sum, count) => sum + count, 0)
  return total === 0 ? new Float64Array() : rows.map((count) => count / total)
}

/** What one distribution has more of than another, by row; empty where either has no observations. */
export const differenceOf = (one: Float64Array, other: Float64Array): Float64Array =>
  one.length === 0 || other.length === 0
    ? new Float64Array()
    : one.map((share, row) => share - (other[row] ?? 0))
