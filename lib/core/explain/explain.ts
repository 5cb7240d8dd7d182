import type { NodeHistory } from '../fleet-history'
import { factsAt } from '../strata/facts-at'
import { bestByFact, separate, type Separation } from '../strata/separate'
import { stratify, type Stratum } from '../strata/stratify'
import { describeSeries, type ExplainedSeries } from './describe-series'
import { orderOfFirstMovers, type Lane } from './first-movers'
import { matchEvents, type ExplainedEvent, type MatchedEvent } from './match-events'
import { rankMetrics, type RankedMetric } from './rank-series'
import { roleOf, type Role } from './roles'
import { countVanished, MetricScorer, type MetricScores } from './score-metric'
import { silentNodes, type SilentNode } from './silent-nodes'
import type { MetricSpans, SpanTimes } from './spans'

export interface ExplainInput {
  times: SpanTimes
  metrics: readonly MetricSpans[]
  nodes: readonly NodeHistory[]
  events: readonly ExplainedEvent[]
  /** What people have declared to be fine. */
  isMuted?: (metric: string, node: number) => boolean
  /** Called again and again; throws where nobody waits any more. */
  checkpoint?: (doneShare: number) => void
}

/** A metric of the fleet. */
export interface ExplainedRow {
  metric: string
  role: Role
  score: number
  nodesAffected: number
  nodesTotal: number
  onsetMs: number | null
  standsOut: boolean
  /** The series with the most evidence. */
  worst: ExplainedSeries
}

export interface Explanation {
  /** Whether anything is out of the ordinary. */
  standsOut: boolean
  rows: ExplainedRow[]
  /** The first of them. */
  series: ExplainedSeries[]
  seriesTotal: number
  /** All that stand out of the metrics that have a lane. */
  moves: ExplainedSeries[]
  lanes: Lane[]
  separatedBy: Separation[]
  events: MatchedEvent[]
  silent: SilentNode[]
  /** Nodes on which the first suspect stands out. */
  affected: number[]
}

const MOST_ROWS = 24
/** Less than this nobody would call a change. */
const WORTH_TELLING = 0.1
const MOST_SERIES = 60
const MOST_SERIES_OF_METRIC = 200
/** Lanes of what is much weaker than the strongest would tell of something else. */
const LANE_SHARE = 0.25
/** What moves first counts for more: the rest may follow from it. */
const FIRST_MOVER_BONUS = 0.5

export const explain = (input: ExplainInput): Explanation => {
  const { times, metrics, nodes } = input
  const strata = strataOfSpans(nodes, times)
  const scorer = new MetricScorer(times)
  const scores = metrics.map((spans, at) => {
    input.checkpoint?.(at / metrics.length)
    return scorer.score(spans)
  })
  const silent = silentNodes(metrics, scores, times)
  countVanished(metrics, scores, times, new Set(silent.map(({ node }) => node)))
  const ranked = rankMetrics(metrics, scores, {
    times,
    nodeCount: nodes.length,
    strata,
    isMuted: input.isMuted ?? (() => false),
  }).filter(({ strength }) => strength >= WORTH_TELLING)
  return { ...tell(ranked, input, nodesThere(metrics, scores, silent)), silent }
}

/** Of every node in every span, the one to explain first. */
const strataOfSpans = (nodes: readonly NodeHistory[], { startsMs }: SpanTimes): Stratum[] =>
  stratify(startsMs.flatMap((startMs) => nodes.map((node) => factsAt(node, startMs))))

const tell = (
  ranked: readonly RankedMetric[],
  { times, nodes, events }: ExplainInput,
  there: ReadonlySet<number>,
): Omit<Explanation, 'silent'> => {
  const told = ranked
    .slice(0, MOST_ROWS)
    .map((metric) => ({ metric, series: describeSeries(metric, times, MOST_SERIES_OF_METRIC) }))
    .filter(({ series }) => series.length > 0)
  const strongest = ranked[0]?.strength ?? 0
  const moves = told
    .filter(({ metric }) => metric.strength >= LANE_SHARE * strongest)
    .flatMap(({ series }) => series.filter(({ standsOut }) => standsOut))
  const lanes = orderOfFirstMovers(moves)
  const firstShares = new Map(
    lanes.map(({ metric, firstShare, nodes: moved }) => [metric, { firstShare, moved }]),
  )
  const mostMoved = lanes.reduce((most, lane) => Math.max(most, lane.nodes), 1)
  const bonus = (id: string): number => {
    const { firstShare, moved } = firstShares.get(id) ?? { firstShare: 0, moved: 0 }
    return 1 + (FIRST_MOVER_BONUS * firstShare * moved) / mostMoved
  }
  const rows = told
    .map(({ metric, series }) => toRow(metric, series, bonus(metric.spans.metric.id), nodes.length))
    .sort(byRank)
  const all = told.flatMap((one) => one.series)
  const series = all
    .toSorted((one, other) => other.score * bonus(other.metric) - one.score * bonus(one.metric))
    .slice(0, MOST_SERIES)
  const first = rows.find(({ role, standsOut }) => role === 'suspect' && standsOut) ?? rows[0]
  const ofFirst = told.find(({ metric }) => metric.spans.metric.id === first?.metric)?.series ?? []
  const onsets = new Map(
    ofFirst.filter(({ standsOut }) => standsOut).map(({ node, onsetMs }) => [node, onsetMs]),
  )
  return {
    standsOut: rows.some(({ standsOut }) => standsOut),
    rows,
    series,
    seriesTotal: all.length,
    moves,
    lanes,
    separatedBy: separatingFacts(nodes, times, onsets, there),
    events: matchEvents(events, { onsets, nodeCount: nodes.length, ...spanOf(times), stepMs: times.stepMs }),
    affected: [...onsets.keys()],
  }
}

/** What is out of the ordinary first, of that the suspects, of those the strongest. */
const byRank = (one: ExplainedRow, other: ExplainedRow): number =>
  Number(other.standsOut) - Number(one.standsOut) ||
  Number(one.role === 'victim') - Number(other.role === 'victim') ||
  other.score - one.score

const toRow = (
  { spans, strength }: RankedMetric,
  series: readonly ExplainedSeries[],
  bonus: number,
  nodesTotal: number,
): ExplainedRow => {
  const [worst] = series
  if (worst === undefined) throw new RangeError('a row without a series')
  const out = series.filter(({ standsOut }) => standsOut)
  return {
    metric: spans.metric.id,
    role: roleOf(spans.metric.id),
    score: strength * bonus,
    nodesAffected: new Set(out.map(({ node }) => node)).size,
    nodesTotal: Math.min(nodesTotal, new Set(spans.rows.map(({ node }) => node)).size),
    onsetMs: out.length === 0 ? null : out.reduce((first, { onsetMs }) => Math.min(first, onsetMs), Infinity),
    standsOut: out.length > 0,
    worst,
  }
}

/** Nodes with a value in the window; of the others nobody knows whether they are affected. */
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

/** What the affected nodes of today have in common that the others have not. */
const separatingFacts = (
  nodes: readonly NodeHistory[],
  { startsMs }: SpanTimes,
  onsets: ReadonlyMap<number, number>,
  there: ReadonlySet<number>,
): Separation[] => {
  if (onsets.size === 0) return []
  const strata = stratify(nodes.map((node, at) => factsAt(node, onsets.get(at) ?? startsMs[0] ?? 0)))
  const affected = Int8Array.from(nodes, (_, at) => (there.has(at) ? Number(onsets.has(at)) : -1))
  return bestByFact(separate(strata, affected).filter(({ evidence }) => evidence > 0))
}

const spanOf = ({ startsMs, leadSteps, windowSteps, stepMs }: SpanTimes) => {
  const startMs = startsMs[0] ?? 0
  return { fromMs: startMs - leadSteps * stepMs, toMs: startMs + windowSteps * stepMs }
}
