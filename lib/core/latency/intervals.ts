import { lowerBound } from './exponential-index'
import { relativeErrorOf, type Histogram, type HistogramLayer } from './histogram'

/** Every bucket with observations: each of them lies above `lows` and at most at `highs`. */
export interface Intervals {
  lows: Float64Array
  /** Infinity where no bound is known. */
  highs: Float64Array
  counts: Float64Array
  total: number
  /** All observations lie between these, as the sender told; 0 and Infinity where it did not. */
  minMs: number
  maxMs: number
}

interface Growing {
  lows: number[]
  highs: number[]
  counts: number[]
}

const addLayer = (into: Growing, layer: HistogramLayer): void => {
  const push = (low: number, high: number, count: number) => {
    if (count <= 0) return
    into.lows.push(low)
    into.highs.push(high)
    into.counts.push(count)
  }
  if (layer.kind === 'bounds') {
    layer.counts.forEach((count, at) => {
      push(layer.boundsMs[at - 1] ?? 0, layer.boundsMs[at] ?? Infinity, count)
    })
    return
  }
  const { unitMs, scale, zeroCount, zeroMs, offset, counts } = layer
  push(0, zeroMs, zeroCount)
  counts.forEach((count, at) => {
    if (count > 0)
      push(unitMs * lowerBound(offset + at, scale), unitMs * lowerBound(offset + at + 1, scale), count)
  })
}

const orTold = (told: number, otherwise: number): number => (Number.isFinite(told) ? told : otherwise)

export const toIntervals = ({ layers, minMs, maxMs }: Histogram): Intervals => {
  const grown: Growing = { lows: [], highs: [], counts: [] }
  for (const layer of layers) addLayer(grown, layer)
  return {
    lows: Float64Array.from(grown.lows),
    highs: Float64Array.from(grown.highs),
    counts: Float64Array.from(grown.counts),
    total: grown.counts.reduce((sum, count) => sum + count, 0),
    minMs: orTold(minMs, 0),
    maxMs: orTold(maxMs, Infinity),
  }
}

/** Infinity where a bucket has no upper bound; what counts as zero is no error. */
export const worstErrorOf = ({ lows, highs, maxMs }: Intervals): number => {
  let worst = 0
  for (let at = 0; at < lows.length; at += 1) {
    const low = lows[at] ?? 0
    const high = Math.min(highs[at] ?? Infinity, maxMs)
    const isZero = low === 0 && high < ZERO_AT_MOST_MS
    if (high === Infinity) return Infinity
    if (!isZero && high > low) worst = Math.max(worst, relativeErrorOf(low, high))
  }
  return worst
}

/** A nanosecond: less is not told apart from zero by any clock. */
const ZERO_AT_MOST_MS = 1e-6
