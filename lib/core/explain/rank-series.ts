import type { StratumCounter } from '../strata/stratum-counter'
import { corroborate } from './corroborate'
import { Luck, type HighestBy, type MeasureKind } from './luck'
import { forget, highestByNodeSpan } from './node-spans'
import type { QuietNodes } from './quiet-series'
import type { MetricScores } from './score-metric'
import { isLong } from './shift'
import type { MetricSpans, SpanTimes } from './spans'
import { ENOUGH_EVIDENCE, UNUSUAL, weighMetric, type Strongest } from './weigh-metric'

/** Chance explains at most this share of what stands out. */
const MOST_BY_CHANCE = 0.2
/** Most of a long window lies so far out: less than a burst has to. */
const SHIFTED = UNUSUAL / 3
/** What happens as often on other days still has a place in the list. */
const COMMON_WEIGHT = 0.25

/** What a kind of node does as a rule at some time of the day shows in a window of a few times its lead, not in one of half a day. */
const LONGEST_RULE = 4

export const mayHoldRule = ({ windowSteps, leadSteps }: SpanTimes): boolean =>
  windowSteps <= LONGEST_RULE * leadSteps

/** The place of shifts among the measures of a long window. */
const SHIFT_MEASURE = 2

/** What is told by what lasts rather than by its highest value: a job that comes back, or a shift of a long window. */
export type Lasting = 'back' | 'shift' | null

/** A metric with what its series say, weighed. */
export interface RankedMetric {
  spans: MetricSpans
  scores: MetricScores
  /** By row: evidence × weight × √(1 + that of the metric). */
  weighed: Float64Array
  /** By row. */
  standsOut: Uint8Array
  /** By row. */
  lasting: readonly Lasting[]
  separation: Strongest | null
  /** Root of the sum of squares over the nodes that are unusual: both how far and how many. */
  strength: number
}

interface Fleet {
  times: SpanTimes
  nodeCount: number
  counter: StratumCounter
  /** What is known and fine is as if it had not been measured, in the window and on other days. */
  quiet: QuietNodes
}

interface Judged {
  at: number
  spans: MetricSpans
  scores: MetricScores
  /** By row, of the window. */
  evidence: Float64Array
  highest: Float64Array
}

export const rankMetrics = (
  metrics: readonly MetricSpans[],
  scores: readonly MetricScores[],
  fleet: Fleet,
): RankedMetric[] => {
  const evidence = corroborate(metrics, scores)
  const judged = metrics.flatMap((spans, at): Judged[] => {
    const [ofMetric, ofRows] = [scores[at], evidence[at]]
    if (ofMetric === undefined || ofRows === undefined) return []
    const highest = highestByNodeSpan(spans, withToday(ofMetric.spans, ofRows), fleet.nodeCount)
    for (const node of fleet.quiet[at] ?? []) forget(highest, node, fleet.nodeCount)
    return [{ at, spans, scores: ofMetric, evidence: ofRows, highest }]
  })
  const highestOf = (kind: MeasureKind, measure: (ofMetric: MetricScores) => Float64Array): HighestBy => ({
    kind,
    highest: judged.map(({ at, spans, scores: ofMetric }) => {
      const highest = highestByNodeSpan(spans, measure(ofMetric), fleet.nodeCount)
      for (const node of fleet.quiet[at] ?? []) forget(highest, node, fleet.nodeCount)
      return highest
    }),
  })
  const luck = new Luck({
    measures: [
      { kind: 'burst', highest: judged.map(({ highest }) => highest) },
      highestOf('burst', ({ lasting }) => lasting),
      ...(isLong(fleet.times) ? [highestOf('shift', ({ shifts }) => shifts)] : []),
    ],
    isErrors: judged.map(({ spans }) => spans.metric.aspect === 'errors'),
    nodeCount: fleet.nodeCount,
    spanCount: fleet.times.startsMs.length,
  })
  return judged.map((one) => rankMetric(one, fleet, luck)).sort((one, other) => other.strength - one.strength)
}

/** The evidence of the window as its neighbours bear it out. */
const withToday = (spans: Float64Array, today: Float64Array): Float64Array => {
  const all = spans.slice()
  const spanCount = today.length === 0 ? 0 : spans.length / today.length
  today.forEach((own, row) => {
    // What vanished was not measured, and is evidence.
    if (own > 0 || !Number.isNaN(all[row * spanCount])) all[row * spanCount] = own
  })
  return all
}

const rankMetric = (
  { at, spans, scores, evidence, highest }: Judged,
  { times, nodeCount, counter, quiet }: Fleet,
  luck: Luck,
): RankedMetric => {
  const { weights, isInside, separation } = weighMetric(
    highest,
    mayHoldRule(times) ? counter : null,
    nodeCount,
  )
  const surprise = luck.surprise(at)
  const isOutstanding = luck.isOutstanding(at) || separation !== null
  const spanCount = times.startsMs.length
  const standsOut = new Uint8Array(spans.rows.length)
  const lasting: Lasting[] = spans.rows.map(() => null)
  const returning = new Set<number>()
  const weighed = Float64Array.from(spans.rows, ({ node }, row) => {
    if (quiet[at]?.has(node) === true) return 0
    const found = evidence[row] ?? 0
    const own = found * (weights[node] ?? 1)
    const shift = scores.shifts[row * spanCount] ?? 0
    const { rarity, measure } = luck.rarity(at, [found, scores.lasting[row * spanCount] ?? 0, shift])
    const isRule = isInside[node] === 1 && found >= (separation?.height ?? Infinity)
    const isRare = (own >= UNUSUAL || shift >= SHIFTED) && rarity >= 1 - MOST_BY_CHANCE
    const isBack = scores.isBack[row] === 1 && found > 0
    if (isBack) lasting[row] = 'back'
    else if (measure === SHIFT_MEASURE) lasting[row] = 'shift'
    if (isBack) returning.add(node)
    standsOut[row] = Number(isBack || (isOutstanding && (isRule || isRare)))
    return isBack || isInside[node] === 1 ? own : own * Math.max(COMMON_WEIGHT, rarity)
  })
  const nats = Math.max(surprise, separation?.evidence ?? 0, ENOUGH_EVIDENCE * returning.size)
  const emphasis = Math.sqrt(1 + nats)
  return {
    spans,
    scores,
    weighed: weighed.map((own) => own * emphasis),
    standsOut,
    lasting,
    separation,
    strength: strengthOf(spans, weighed, standsOut) * emphasis,
  }
}

const strengthOf = ({ rows }: MetricSpans, weighed: Float64Array, standsOut: Uint8Array): number => {
  const byNode = new Map<number, number>()
  rows.forEach(({ node }, row) => {
    const own = (weighed[row] ?? 0) * (standsOut[row] === 1 ? 1 : COMMON_WEIGHT)
    if (own > (byNode.get(node) ?? 0)) byNode.set(node, own)
  })
  let squares = 0
  for (const own of byNode.values()) squares += own * own
  return Math.sqrt(squares)
}
