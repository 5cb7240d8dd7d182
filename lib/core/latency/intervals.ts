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

/** Fills in what holds something; `length` says how much that is. */
class Filling {
  length = 0
  readonly lows: Float64Array
  readonly highs: Float64Array
  readonly counts: Float64Array
  total = 0

  constructor(most: number) {
    this.lows = new Float64Array(most)
    this.highs = new Float64Array(most)
    this.counts = new Float64Array(most)
  }

  add(low: number, high: number, count: number): void {
    if (count <= 0) return
    this.lows[this.length] = low
    this.highs[this.length] = high
    this.counts[this.length] = count
    this.total += count
    this.length += 1
  }
}

const addLayer = (into: Filling, layer: HistogramLayer): void => {
  const { counts } = layer
  if (layer.kind === 'bounds') {
    const { boundsMs } = layer
    for (let at = 0; at < counts.length; at += 1)
      into.add(boundsMs[at - 1] ?? 0, boundsMs[at] ?? Infinity, counts[at] ?? 0)
    return
  }
  const { unitMs, scale, zeroCount, zeroMs, offset } = layer
  into.add(0, zeroMs, zeroCount)
  let highMs = unitMs * lowerBound(offset, scale)
  for (let at = 0; at < counts.length; at += 1) {
    const lowMs = highMs
    highMs = unitMs * lowerBound(offset + at + 1, scale)
    into.add(lowMs, highMs, counts[at] ?? 0)
  }
}

const orTold = (told: number, otherwise: number): number => (Number.isFinite(told) ? told : otherwise)

export const toIntervals = ({ layers, minMs, maxMs }: Histogram): Intervals => {
  const most = layers.reduce((sum, { counts }) => sum + counts.length + 1, 0)
  const filled = new Filling(most)
  for (const layer of layers) addLayer(filled, layer)
  const { length, lows, highs, counts, total } = filled
  return {
    lows: lows.subarray(0, length),
    highs: highs.subarray(0, length),
    counts: counts.subarray(0, length),
    total,
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
