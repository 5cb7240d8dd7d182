import type { OnsetColumns } from '../onsets/onset-columns'
import { DAY_MS, MINUTE_MS } from '../times'
import type { ExplainedSeries } from './explained-series'
import type { Unusual, UnusualMetric } from './find-unusual'
import { surpriseToStandOut } from './measure'
import { logPoissonTail } from './poisson-tail'
import { resourceOf } from './roles'
import type { EarlierBursts } from './seen-before'
import { isLong } from './shift'
import type { SpanTimes } from './spans'

interface Past {
  bursts: readonly EarlierBursts[]
  days: number
}

/** More nodes at once are no chance, however often one of them does it. */
const FEW_NODES = 2
/** What so few nodes of all did again and again is theirs, and no chance. */
const DISTINCT_SHARE = 0.5
/** What holds for such a part of a long window is no burst. */
const HELD_SHARE = 0.5
/** A burst of other days may be so much shorter. */
const LENGTH_SHARE = 0.5
const SHORT_MS = 10 * MINUTE_MS
const FEWEST_DAYS = 2

/**
 * What one node or two do now and some node did every other day at no time in particular does not stand out: the same
 * hours of seven days are too few to know that of a small fleet. Nobody is excused for errors, for what lasts or is
 * gone, nor for what a kind of node does as a rule.
 */
export const excuseCommon = (unusual: Unusual, past: Past, times: SpanTimes): Unusual => {
  if (past.days < FEWEST_DAYS) return unusual
  const enough = surpriseToStandOut(unusual.metricsTotal, [])
  const windowMs = times.windowSteps * times.stepMs
  const heldMs = isLong(times) ? HELD_SHARE * windowMs : Infinity
  const excused = new Set<string>()
  for (const metric of unusual.metrics) {
    const out = metric.series.filter(({ standsOut }) => standsOut)
    const bursts = past.bursts.find((one) => one.metric === metric.metric)
    if (bursts === undefined || out.length > FEW_NODES || !mayBeChance(metric, out, heldMs)) continue
    const expected = (countAsStrong(bursts, out) / past.days) * (windowMs / DAY_MS)
    if (-logPoissonTail(expected, out.length) < enough)
      for (const { node } of out) excused.add(`${resourceOf(metric.metric)} ${String(node)}`)
  }
  if (excused.size === 0) return unusual
  const isExcused = (metric: UnusualMetric, { node }: ExplainedSeries) =>
    mayBeChance(metric, metric.series, heldMs) && excused.has(`${resourceOf(metric.metric)} ${String(node)}`)
  const metrics = unusual.metrics.map((metric) => ({
    ...metric,
    series: metric.series.map((one) => (isExcused(metric, one) ? { ...one, standsOut: false } : one)),
  }))
  return { ...unusual, metrics }
}

const mayBeChance = (
  { metric, isRule }: UnusualMetric,
  series: readonly ExplainedSeries[],
  heldMs: number,
): boolean =>
  series.length > 0 &&
  !isRule &&
  !metric.includes('.errors.') &&
  series.every(
    ({ isLasting, kind, standsOut, durationMs }) =>
      !isLasting && !(standsOut && (kind === 'vanished' || durationMs >= heldMs)),
  )

/** How many bursts of the days before were as strong as the weakest of these; none where they are those of a few nodes. */
const countAsStrong = ({ onsets, rows }: EarlierBursts, out: readonly ExplainedSeries[]): number => {
  const rise = Math.min(...out.flatMap(measuredRise))
  const leastMs = Math.min(SHORT_MS, ...out.map(({ durationMs }) => LENGTH_SHARE * durationMs))
  const own: number[] = []
  for (let at = 0; at < onsets.length; at += 1)
    if (isAsStrong(onsets, at, rise, leastMs)) own.push(rows[onsets.row[at] ?? -1]?.node ?? -1)
  const distinct = new Set(own).size
  return distinct >= DISTINCT_SHARE * own.length ? own.length : 0
}

/** What was not measured before or in it rose by nothing that anybody knows. */
const measuredRise = ({ value, baselineValue }: ExplainedSeries): number[] =>
  value === null || baselineValue === null ? [] : [Math.abs(value - baselineValue)]

/** Higher levels tell the same bursts again. */
const isAsStrong = (onsets: OnsetColumns, at: number, rise: number, leastMs: number): boolean =>
  onsets.level[at] === 0 && (onsets.rise[at] ?? 0) >= rise && (onsets.lengthMs[at] ?? 0) >= leastMs
