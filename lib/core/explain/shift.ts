import { besidePeers, meanDistance } from './beside-peers'
import { FLOOR_SHARE } from './deviation'
import type { Partition } from './peers'
import type { MetricSpans, SpanTimes } from './spans'

/** A window of so many times its lead is long enough for what lasts in most of it to be told from what passes. */
const LEADS_TO_LAST = 2
/** What a row shows of itself counts as much as so many spans of all others. */
const PRIOR_SPANS = 4
/** Of the mean distance from the middle to the deviation. */
const DEVIATIONS_PER_MEAN = 1.25

export const isLong = ({ leadSteps, windowSteps }: SpanTimes): boolean => windowSteps > LEADS_TO_LAST * leadSteps

/**
 * How far most of a span lies above the same hours of the others, beyond what the node's peers show in it: a quiet day
 * or a busy one is that of all. `shifts` are the middle distances by row * spans + span, NaN where nothing was measured;
 * what comes back is evidence as other measures have it, and zero for what lies below.
 */
export const shiftEvidence = (
  { rows, metric }: MetricSpans,
  shifts: Float64Array,
  partitions: readonly Partition[],
): Float64Array => {
  const spanCount = rows.length === 0 ? 0 : shifts.length / rows.length
  const own = besidePeers(
    rows.map(({ node }) => node),
    shifts,
    partitions,
  )
  const usual = meanDistance(own)
  return own.map((shift, at) => {
    if (shift !== shift) return NaN
    const row = at - (at % spanCount)
    let [sum, count] = [PRIOR_SPANS * usual, PRIOR_SPANS]
    for (let other = row; other < row + spanCount; other += 1) {
      const distance = Math.abs(own[other] ?? NaN)
      if (other === at || distance !== distance) continue
      sum += distance
      count += 1
    }
    const unit = (DEVIATIONS_PER_MEAN * sum) / count + FLOOR_SHARE * metric.scale
    return Math.max(0, shift / unit)
  })
}
