import type { Intervals } from './intervals'

/** A peak that stands out, from one valley to the next. */
export interface Mode {
  peakMs: number
  fromMs: number
  /** Infinity where the last bucket has no bound. */
  toMs: number
  share: number
}

const BINS_PER_DOUBLING = 8
/** Buckets without a lower or an upper bound are drawn as wide as a doubling. */
const OPEN_DOUBLINGS = 1
/** A normal curve of one and a half bins. */
const KERNEL = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((bin) => Math.exp(-(bin ** 2) / (2 * 1.5 ** 2)))
const KERNEL_SUM = KERNEL.reduce((sum, weight) => sum + weight, 0)
/** How much less a smoothed count varies than a count. */
const KEPT_VARIANCE = KERNEL.reduce((sum, weight) => sum + (weight / KERNEL_SUM) ** 2, 0)

/** A peak must rise so much of its height above the valley beside it, so many spreads of chance, and hold so much of all. */
const LEAST_PROMINENCE = 0.3
const LEAST_SPREADS = 3
const LEAST_SHARE = 0.01

interface LogBins {
  /** In doublings of a millisecond. */
  startLog: number
  counts: Float64Array
}

const logSpan = (low: number, high: number): [number, number] => {
  if (low <= 0) return [Math.log2(high) - OPEN_DOUBLINGS, Math.log2(high)]
  return [Math.log2(low), high === Infinity ? Math.log2(low) + OPEN_DOUBLINGS : Math.log2(high)]
}

/** Observations are taken to be even on a log scale within their bucket. */
const toLogBins = ({ lows, highs, counts }: Intervals): LogBins => {
  const spans = Array.from(lows, (low, at): [number, number, number] => [
    ...logSpan(low, highs[at] ?? Infinity),
    counts[at] ?? 0,
  ]).filter(([from, to]) => Number.isFinite(from) && Number.isFinite(to))
  const startLog = Math.min(...spans.map(([from]) => from))
  const endLog = Math.max(...spans.map(([, to]) => to))
  const bins = new Float64Array(Math.max(0, Math.ceil((endLog - startLog) * BINS_PER_DOUBLING)))
  for (const [from, to, count] of spans) {
    const first = (from - startLog) * BINS_PER_DOUBLING
    const end = Math.max(first + 1e-9, (to - startLog) * BINS_PER_DOUBLING)
    for (let bin = Math.floor(first); bin < end && bin < bins.length; bin += 1) {
      const part = (Math.min(end, bin + 1) - Math.max(first, bin)) / (end - first)
      bins[bin] = (bins[bin] ?? 0) + count * part
    }
  }
  return { startLog, counts: bins }
}

const smooth = (counts: Float64Array): Float64Array =>
  counts.map((_, bin) => {
    let sum = 0
    KERNEL.forEach((weight, at) => {
      sum += weight * (counts[bin + at - (KERNEL.length >> 1)] ?? 0)
    })
    return sum / KERNEL_SUM
  })

const isPeak = (heights: Float64Array, bin: number): boolean =>
  (heights[bin] ?? 0) > (heights[bin - 1] ?? 0) && (heights[bin] ?? 0) >= (heights[bin + 1] ?? 0)

const lowestBetween = (heights: Float64Array, from: number, to: number): number => {
  let lowest = from
  for (let bin = from; bin <= to; bin += 1) if ((heights[bin] ?? 0) < (heights[lowest] ?? 0)) lowest = bin
  return lowest
}

const standsOut = (heights: Float64Array, peak: number, valley: number): boolean => {
  const height = heights[peak] ?? 0
  const depth = heights[valley] ?? 0
  const chance = Math.sqrt((height + depth) * KEPT_VARIANCE)
  return height - depth >= Math.max(LEAST_PROMINENCE * height, LEAST_SPREADS * chance)
}

/** Takes away the peaks that do not stand out from a higher neighbour, the least deep valley first. */
const outstandingPeaks = (heights: Float64Array): number[] => {
  const peaks = Array.from(heights.keys()).filter((bin) => isPeak(heights, bin))
  for (;;) {
    let weakest = -1
    let leastRise = Infinity
    for (let at = 0; at + 1 < peaks.length; at += 1) {
      const [one = 0, other = 0] = [peaks[at], peaks[at + 1]]
      const lower = (heights[one] ?? 0) < (heights[other] ?? 0) ? at : at + 1
      const peak = peaks[lower] ?? 0
      const valley = lowestBetween(heights, one, other)
      const rise = (heights[peak] ?? 0) - (heights[valley] ?? 0)
      if (standsOut(heights, peak, valley) || rise >= leastRise) continue
      leastRise = rise
      weakest = lower
    }
    if (weakest < 0) return peaks
    peaks.splice(weakest, 1)
  }
}

/** Peaks of the distribution on a log scale, the lowest first. */
export const findModes = (intervals: Intervals): Mode[] => {
  if (intervals.total <= 0) return []
  const { startLog, counts } = toLogBins(intervals)
  const heights = smooth(counts)
  const peaks = outstandingPeaks(heights)
  const cuts = peaks.slice(1).map((peak, at) => lowestBetween(heights, peaks[at] ?? 0, peak) + 0.5)
  const msAt = (bin: number) => 2 ** (startLog + bin / BINS_PER_DOUBLING)
  const lowestMs = Math.max(Math.min(...intervals.lows), intervals.minMs)
  const highestMs = Math.min(Math.max(...intervals.highs), intervals.maxMs)
  const modes = peaks.map((peak, at) => {
    const from = cuts[at - 1]
    const to = cuts[at]
    return {
      peakMs: msAt(peak + 0.5),
      fromMs: from === undefined ? lowestMs : msAt(from),
      toMs: to === undefined ? highestMs : msAt(to),
      share: massBetween(counts, from ?? 0, to ?? counts.length) / intervals.total,
    }
  })
  return modes.filter(({ share }) => share >= LEAST_SHARE)
}

const massBetween = (counts: Float64Array, from: number, to: number): number =>
  counts.subarray(Math.ceil(from), Math.ceil(to)).reduce((sum, count) => sum + count, 0)
