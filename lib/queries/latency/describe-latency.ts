import {
  LATENCY_QUANTILES,
  type Bounded,
  type LatencyMode,
  type LatencyResolution,
  type LatencyTotals,
} from '../../contract/latency'
import type { Histogram } from '../../core/latency/histogram'
import { toIntervals, worstErrorOf, type Intervals } from '../../core/latency/intervals'
import { findModes } from '../../core/latency/modes'
import { quantilesOf, type Estimate } from '../../core/latency/quantiles'
import { tidy, tidyNumber } from '../tidy'

/** Nothing bounds what has no upper bound, and nothing is guessed of it. */
export const toBounded = ({ value, low, high }: Estimate): Bounded => ({
  value: tidy(value),
  low: tidyNumber(low),
  high: tidy(high),
})

/** By the place of LATENCY_QUANTILES; null without observations. */
export const boundedQuantiles = (intervals: Intervals): Bounded[] | null =>
  quantilesOf(intervals, LATENCY_QUANTILES)?.map(toBounded) ?? null

/** Null without observations. */
export const totalsOf = (histogram: Histogram, intervals: Intervals): LatencyTotals | null => {
  const { total, lows, highs, minMs, maxMs } = intervals
  if (total <= 0) return null
  return {
    count: tidyNumber(total),
    sumMs: tidy(histogram.sumMs),
    meanMs: tidy(histogram.sumMs / total),
    minMs: tidyNumber(Math.max(minMs, Math.min(...lows))),
    maxMs: tidy(Math.min(maxMs, Math.max(...highs))),
  }
}

export const resolutionOf = ({ layers }: Histogram, intervals: Intervals): LatencyResolution => {
  const filled = layers.filter(
    (layer) => layer.counts.some((count) => count > 0) || ('zeroCount' in layer && layer.zeroCount > 0),
  )
  const scales = filled.flatMap((layer) => (layer.kind === 'exponential' ? [layer.scale] : []))
  return {
    worstRelativeError: tidy(worstErrorOf(intervals)),
    kinds: (['exponential', 'bounds'] as const).filter((kind) => filled.some((layer) => layer.kind === kind)),
    scale: scales.length === 0 ? null : Math.min(...scales),
    boundsLists: filled.length - scales.length,
  }
}

export const modesOf = (intervals: Intervals): LatencyMode[] =>
  findModes(intervals).map(({ peakMs, fromMs, toMs, share }) => ({
    peakMs: tidyNumber(peakMs),
    fromMs: tidyNumber(fromMs),
    toMs: tidy(toMs),
    share: tidyNumber(share),
  }))

/** A histogram with its intervals, which everything is read from. */
export interface Described {
  histogram: Histogram
  intervals: Intervals
}

export const describe = (histogram: Histogram): Described => ({
  histogram,
  intervals: toIntervals(histogram),
})
