import type { NodeHistory } from '../fleet-history'
import type { KnownState } from '../known-recurrence'
import { factsAt } from '../strata/facts-at'
import { stratify, type Stratum } from '../strata/stratify'
import { StratumCounter } from '../strata/stratum-counter'
import { asGoodAs } from './as-good-as'
import { describeSeries } from './describe-series'
import type { ExplainedSeries } from './explained-series'
import { partitionsOf, type Partition } from './peers'
import { quietNodes } from './quiet-series'
import { mayHoldRule, rankMetrics } from './rank-series'
import { recurringRows } from './recurring-rows'
import { roleOf, type Role } from './roles'
import { countVanished, MetricScorer, type MetricScores } from './score-metric'
import { isLong, shiftEvidence } from './shift'
import { silentNodes, type SilentNode } from './silent-nodes'
import type { MetricSpans, SpanTimes } from './spans'

export interface UnusualInput {
  times: SpanTimes
  metrics: readonly MetricSpans[]
  nodes: readonly NodeHistory[]
  /** Recurrences that somebody has said something of; what is muted and has not grown is left out. */
  known?: readonly KnownState[]
  /** Called again and again; throws where nobody waits any more. */
  checkpoint?: (doneShare: number) => void
}

/** A metric with its series, the one with the most evidence first. */
export interface UnusualMetric {
  metric: string
  role: Role
  strength: number
  /** Whether a kind of node does it as a rule at this time. */
  isRule: boolean
  /** How many nodes measure it. */
  nodesTotal: number
  series: readonly ExplainedSeries[]
}

/** What is unusual in the window, the strongest metric first. */
export interface Unusual {
  /** How many metrics were looked at. */
  metricsTotal: number
  metrics: readonly UnusualMetric[]
  silent: readonly SilentNode[]
  /** Nodes with a value in the window; of the others nobody knows whether they are affected. */
  there: ReadonlySet<number>
}

const MOST_METRICS = 24
/** Less than this nobody would call a change. */
const WORTH_TELLING = 0.1
const MOST_SERIES_OF_METRIC = 200

export const findUnusual = (input: UnusualInput): Unusual => {
  const { times, metrics, nodes } = input
  const strata = strataOfSpans(nodes, times)
  const scorer = new MetricScorer(times)
  const partitions = partitionsOf(nodes, times.startsMs[0] ?? 0)
  const scores = metrics.map((spans, at) => {
    input.checkpoint?.(at / metrics.length)
    return scoreMetric(scorer, asGoodAs(spans), partitions, times)
  })
  const silent = silentNodes(metrics, scores, times)
  countVanished(metrics, scores, times, new Set(silent.map(({ node }) => node)))
  const ranked = rankMetrics(metrics, scores, {
    times,
    nodeCount: nodes.length,
    counter: new StratumCounter(strata),
    quiet: quietNodes({ metrics, scores, nodes, times }, input.known ?? []),
  }).filter(({ strength }) => strength >= WORTH_TELLING)
  const told = ranked.slice(0, MOST_METRICS).map((one): UnusualMetric => {
    const { spans, strength } = one
    return {
      metric: spans.metric.id,
      role: roleOf(spans.metric.id),
      strength,
      isRule: one.separation !== null,
      nodesTotal: new Set(spans.rows.map(({ node }) => node)).size,
      series: describeSeries(one, times, MOST_SERIES_OF_METRIC),
    }
  })
  return {
    metricsTotal: metrics.length,
    metrics: told.filter(({ series }) => series.length > 0),
    silent,
    there: nodesThere(metrics, scores, silent),
  }
}

/** What comes back is left out of the baseline; what lasts in most of a long window is told beside the peers of a node. */
const scoreMetric = (
  scorer: MetricScorer,
  spans: MetricSpans,
  partitions: readonly Partition[],
  times: SpanTimes,
): MetricScores => {
  const scores = scorer.score(spans)
  if (mayHoldRule(times))
    for (const recurring of recurringRows(spans, scores.rises, partitions))
      scorer.scoreWithout(spans, recurring, scores)
  if (isLong(times)) scores.shifts.set(shiftEvidence(spans, scores.shifts, partitions))
  return scores
}

/** Of every node in every span, the one to explain first. */
const strataOfSpans = (nodes: readonly NodeHistory[], { startsMs }: SpanTimes): Stratum[] =>
  stratify(startsMs.flatMap((startMs) => nodes.map((node) => factsAt(node, startMs))))

const nodesThere = (
  metrics: readonly MetricSpans[],
  scores: readonly MetricScores[],
  silent: readonly SilentNode[],
): ReadonlySet<number> => {
  const there = new Set(silent.map(({ node }) => node))
  metrics.forEach(({ rows }, metric) => {
    rows.forEach(({ node }, row) => {
      if (scores[metric]?.isThere[row] === 1) there.add(node)
    })
  })
  return there
}
