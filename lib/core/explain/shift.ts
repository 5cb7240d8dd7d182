import { medianOf } from '../quantile'
import { FLOOR_SHARE } from './deviation'
import type { Partition } from './peers'
import type { MetricSpans, SpanTimes } from './spans'

/** A window of so many times its lead is long enough for what lasts in most of it to be told from what passes. */
const LEADS_TO_LAST = 2
/** What a row shows of itself counts as much as so many spans of all others. */
const PRIOR_SPANS = 4
/** Of the mean distance from the middle to the deviation. */
const DEVIATIONS_PER_MEAN = 1.25
/** So many rows tell which nodes move together. */
const MOST_TRIED = 240

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
  const peers = closestPeers(rows.map(({ node }) => node), shifts, spanCount, partitions)
  const own = withoutPeers(shifts, spanCount, peers)
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

/** By row the group of those who move as it does: the way to part the fleet that left the least of the other spans. */
const closestPeers = (
  nodes: readonly number[],
  shifts: Float64Array,
  spanCount: number,
  partitions: readonly Partition[],
): Int32Array => {
  const apart = Math.max(1, Math.ceil(nodes.length / MOST_TRIED))
  const tried = nodes.flatMap((node, row) => (row % apart === 0 ? [{ node, row }] : []))
  const past = Math.max(0, spanCount - 1)
  const few = new Float64Array(tried.length * past)
  tried.forEach(({ row }, place) =>
    few.set(shifts.subarray(row * spanCount + 1, (row + 1) * spanCount), place * past),
  )
  let best: { left: number; partition: Partition } | null = null
  for (const partition of partitions) {
    const groups = Int32Array.from(tried, ({ node }) => partition[node] ?? 0)
    const freedom = Math.max(1, groups.length - new Set(groups).size) / groups.length
    const left = meanDistance(withoutPeers(few, past, groups)) / freedom
    if (best === null || left < best.left) best = { left, partition }
  }
  return Int32Array.from(nodes, (node) => best?.partition[node] ?? 0)
}

/** Less the middle of the group in each span; of a row without peers nothing is taken. */
const withoutPeers = (shifts: Float64Array, spanCount: number, groups: Int32Array): Float64Array => {
  const rowsOf = new Map<number, number[]>()
  groups.forEach((group, row) => {
    const known = rowsOf.get(group)
    if (known === undefined) rowsOf.set(group, [row])
    else known.push(row)
  })
  const own = shifts.slice()
  for (const rows of rowsOf.values()) {
    if (rows.length < 3) continue
    for (let span = 0; span < spanCount; span += 1) {
      const measured = rows.map((row) => shifts[row * spanCount + span] ?? NaN).filter((shift) => shift === shift)
      const middle = measured.length < 3 ? 0 : medianOf(measured)
      for (const row of rows) own[row * spanCount + span] = (shifts[row * spanCount + span] ?? NaN) - middle
    }
  }
  return own
}

const meanDistance = (own: Float64Array): number => {
  let [sum, count] = [0, 0]
  for (const shift of own) {
    if (shift !== shift) continue
    sum += Math.abs(shift)
    count += 1
  }
  return count === 0 ? 0 : sum / count
}
