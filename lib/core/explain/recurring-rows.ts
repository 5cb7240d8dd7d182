import { besidePeers, middleDistance } from './beside-peers'
import type { Partition } from './peers'
import { FLOOR_SHARE } from './deviation'
import type { MetricSpans } from './spans'

/** A series and the other spans in which it does what it does in the window. */
export interface RecurringRow {
  row: number
  spans: readonly number[]
}

/** So many middle distances beyond what peers show is a job, and no chance, where most days have it. */
const CLEARLY = 6
const MOST_SPANS_SHARE = 0.6
const FEWEST_SPANS = 3
/** The window itself may be so much weaker. */
const TODAY_SHARE = 0.5

/**
 * Series that rise at the time of the window on most days, while their peers do not: a job that comes back. What it does
 * on other days is no excuse for the window, so those days are left out of its baseline. `rises` is by row * spans +
 * span: how far the mean of a span lies beyond what led up to it.
 */
export const recurringRows = (
  { rows, metric }: MetricSpans,
  rises: Float64Array,
  partitions: readonly Partition[],
): RecurringRow[] => {
  const spanCount = rows.length === 0 ? 0 : rises.length / rows.length
  const own = besidePeers(
    rows.map(({ node }) => node),
    rises,
    partitions,
  )
  const enough = Math.max(CLEARLY * middleDistance(own), (FLOOR_SHARE / 2) * metric.scale)
  return rows.flatMap((_, row) => {
    const rise = (span: number) => own[row * spanCount + span] ?? NaN
    if (!(rise(0) >= TODAY_SHARE * enough)) return []
    const others = Array.from({ length: spanCount - 1 }, (_, back) => back + 1).filter(
      (span) => !Number.isNaN(rise(span)),
    )
    const spans = others.filter((span) => rise(span) >= enough)
    return spans.length >= Math.max(FEWEST_SPANS, MOST_SPANS_SHARE * others.length)
      ? [{ row, spans: others.filter((span) => rise(span) >= TODAY_SHARE * enough) }]
      : []
  })
}
