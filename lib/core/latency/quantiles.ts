import type { Intervals } from './intervals'

/** What is sure: the truth lies from `low` to `high`. `value` is the best guess, NaN where `high` is not bounded. */
export interface Estimate {
  value: number
  low: number
  high: number
}

/** The bound that so many observations do not exceed, if each lay at that bound of its bucket. */
const atRank = (
  bounds: Float64Array,
  counts: Float64Array,
  order: Int32Array | null,
  rank: number,
): number => {
  let passed = 0
  for (let place = 0; place < bounds.length; place += 1) {
    const at = order === null ? place : (order[place] ?? 0)
    passed += counts[at] ?? 0
    if (passed >= rank) return bounds[at] ?? NaN
  }
  return bounds[order === null ? bounds.length - 1 : (order.at(-1) ?? 0)] ?? NaN
}

/** Null where they are in order already. */
const orderOf = (bounds: Float64Array): Int32Array | null => {
  for (let at = 1; at < bounds.length; at += 1)
    if ((bounds[at] ?? 0) < (bounds[at - 1] ?? 0))
      return Int32Array.from(bounds.keys()).sort((one, other) => (bounds[one] ?? 0) - (bounds[other] ?? 0))
  return null
}

/** The middle by which the greatest relative error is least. */
const middle = (low: number, high: number): number => {
  if (high === Infinity) return NaN
  return low > 0 ? (2 * low * high) / (low + high) : high / 2
}

/**
 * For each of the shares the smallest observation that at least so many of all do not exceed. The observation of a rank lies
 * between the lower and the upper bound of that rank, whatever kinds of buckets are mixed. Null without observations.
 */
export const quantilesOf = (intervals: Intervals, shares: readonly number[]): Estimate[] | null => {
  const { lows, highs, counts, total, minMs, maxMs } = intervals
  if (total <= 0) return null
  const byLow = orderOf(lows)
  const byHigh = orderOf(highs)
  return shares.map((share) => {
    const rank = rankOf(share, total)
    const low = Math.max(atRank(lows, counts, byLow, rank), minMs)
    const high = Math.max(low, Math.min(atRank(highs, counts, byHigh, rank), maxMs))
    return { value: middle(low, high), low, high }
  })
}

/** Shares like 0.9 of 10 are a hair more than a whole number; counts of fractions have ranks of fractions. */
const rankOf = (share: number, total: number): number => {
  const rank = share * total
  const whole = Math.ceil(rank - 1e-9 * total)
  return Number.isInteger(total) ? Math.max(1, whole) : rank * (1 - 1e-9)
}

/** How much of a bucket lies above a limit, if its observations are even on a log scale; NaN without a bound. */
const partAbove = (low: number, high: number, limitMs: number): number => {
  if (high === Infinity) return NaN
  return low > 0 ? Math.log(high / limitMs) / Math.log(high / low) : (high - limitMs) / high
}

/** The share of observations above a limit. Null without observations. */
export const shareAbove = (intervals: Intervals, limitMs: number): Estimate | null => {
  const { lows, highs, counts, total, minMs, maxMs } = intervals
  if (total <= 0) return null
  let sure = 0
  let possible = 0
  let guess = 0
  for (let at = 0; at < lows.length; at += 1) {
    const low = Math.max(lows[at] ?? 0, Math.min(minMs, highs[at] ?? 0))
    const high = Math.min(highs[at] ?? 0, maxMs)
    const count = counts[at] ?? 0
    if (high <= limitMs) continue
    possible += count
    // A first bucket holds zeros too.
    if (low >= limitMs && low > 0) sure += count
    else guess += count * partAbove(low, high, limitMs)
  }
  const low = sure / total
  const high = Math.min(1, possible / total)
  return { value: low === high ? low : (sure + guess) / total, low, high }
}

/** The share above `fromMs` and at most at `toMs`. */
export const shareInside = (intervals: Intervals, fromMs: number, toMs: number): Estimate | null => {
  const above = fromMs <= 0 ? { value: 1, low: 1, high: 1 } : shareAbove(intervals, fromMs)
  const beyond = toMs === Infinity ? { value: 0, low: 0, high: 0 } : shareAbove(intervals, toMs)
  if (intervals.total <= 0 || above === null || beyond === null) return null
  return {
    value: above.value - beyond.value,
    low: Math.max(0, above.low - beyond.high),
    high: Math.min(1, above.high - beyond.low),
  }
}
