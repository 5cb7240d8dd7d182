/** Buckets of one ratio: number `offset + n` of them holds what is above `unitMs * base^n` and at most `unitMs * base^(n + 1)`. */
export interface ExponentialLayer {
  kind: 'exponential'
  /** What index 0 begins at: senders count in milliseconds or in seconds, and neither grid fits into the other. */
  unitMs: number
  /** The base is 2^(2^-scale). */
  scale: number
  zeroCount: number
  /** Up to here an observation counts as zero. */
  zeroMs: number
  offset: number
  counts: Float64Array
}

/** Buckets of chosen bounds: the first holds what is at most the first bound, the last what is above the last one. */
export interface BoundsLayer {
  kind: 'bounds'
  /** Ascending. */
  boundsMs: Float64Array
  /** One more than bounds. */
  counts: Float64Array
}

export type HistogramLayer = ExponentialLayer | BoundsLayer

/** What a sender tells besides the buckets. */
export interface HistogramFigures {
  count: number
  /** NaN where it was not told; so are the lowest and the highest. */
  sumMs: number
  minMs: number
  maxMs: number
  /** How many failed, of how many of which that was told. */
  errorCount: number
  errorsKnownOf: number
}

/** Observations in buckets. Those of different kinds stay apart, because none can be turned into another without guessing. */
export interface Histogram extends HistogramFigures {
  layers: HistogramLayer[]
}

/** The relative error is (base - 1) / (base + 1): 1.1 % at this scale, 2.2 % at the next coarser one. */
export const DEFAULT_SCALE = 5

/** From a nanosecond to decades at the default scale; more is brought down to a coarser scale. */
export const MOST_BUCKETS = 2048

export const COARSEST_SCALE = -10
export const FINEST_SCALE = 20

export const relativeErrorOf = (lowMs: number, highMs: number): number => (highMs - lowMs) / (highMs + lowMs)
