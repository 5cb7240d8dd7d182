import type { NodeHistory } from '../fleet-history'
import { factsAt } from '../strata/facts-at'
import { bestByFact, separate, type Separation } from '../strata/separate'
import { stratify } from '../strata/stratify'
import { excuseCommon } from './base-rate'
import { commonKindOf, ofKind, weighByKind, type CommonKind } from './common-fact'
import type { ExplainedSeries } from './explained-series'
import { findUnusual, type Unusual, type UnusualInput } from './find-unusual'
import { orderOfFirstMovers, type Lane } from './first-movers'
import { matchEvents, type ExplainedEvent, type MatchedEvent } from './match-events'
import { signatureOfMoves, type IncidentSignature } from './incident-signature'
import { bonusesOf, movesOf, toRows, type ExplainedRow } from './order-rows'
import { findEpisodes, findOccurrences, type EarlierBursts, type EarlierEpisode } from './seen-before'
import { separateDays } from './separate-days'
import { withOutages, type PastOutages, type SeparatingFact } from './separate-outages'
import type { SilentNode } from './silent-nodes'
import type { SpanTimes } from './spans'

export interface Occasion {
  times: SpanTimes
  nodes: readonly NodeHistory[]
  events: readonly ExplainedEvent[]
  /** What the same metrics did on the days before. */
  earlier?: Earlier
  /** Known where a node went out. */
  outages?: PastOutages | undefined
}

export interface Earlier {
  /** What the incident is known by, see `signatureOf`. */
  signature: IncidentSignature
  /** Of the metrics of the signature. */
  bursts: readonly EarlierBursts[]
  /** How many days before the window they are of. */
  days: number
}

export type ExplainInput = UnusualInput & Occasion

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
  separatedBy: SeparatingFact[]
  events: MatchedEvent[]
  silent: readonly SilentNode[]
  /** Nodes on which the first suspect stands out; where nothing does, those that fell silent. */
  affected: number[]
  /** When as many nodes did the same on the days before, the newest first; none where nobody is affected. */
  seenBefore: EarlierEpisode[]
}

const MOST_SERIES = 60

export const explain = (input: ExplainInput): Explanation => tellUnusual(findUnusual(input), input)

/** What follows from it: what came first, who is affected, what they have in common, and what happened to them. */
export const tellUnusual = (
  found: Unusual,
  { times, nodes, events, earlier, outages }: Occasion,
): Explanation => {
  const kind = commonKindOf(found, nodes, times)
  const weighed = weighByKind(found, kind)
  const unusual = earlier === undefined || kind !== null ? weighed : excuseCommon(weighed, earlier, times)
  const { metrics, silent, there } = unusual
  const moves = movesOf(metrics)
  const lanes = orderOfFirstMovers(ofKind(moves, kind))
  const bonuses = bonusesOf(lanes, metrics)
  const rows = toRows(metrics, bonuses)
  const onsets = onsetsOf(unusual, rows)
  const all = metrics.flatMap(({ series }) => series)
  const [windowMs = 0] = times.startsMs
  const before = earlier === undefined ? [] : findOccurrences(earlier.signature, earlier.bursts, windowMs)
  const today = separatingFacts(nodes, times, onsets, there)
  const days = earlier === undefined || before.length === 0 ? null : { windowMs, count: earlier.days }
  const facts = days === null ? today : withDays(today, separateDays(nodes, onsets, before, days))
  return {
    standsOut: rows.some(({ standsOut }) => standsOut),
    rows,
    series: orderSeries(all, bonuses, onsets, kind),
    seriesTotal: all.length,
    moves,
    lanes,
    separatedBy: withOutages(facts, new Set(onsets.keys()), outages),
    events: matchEvents(events, { onsets, nodeCount: nodes.length, ...spanOf(times), stepMs: times.stepMs }),
    silent,
    affected: [...onsets.keys()],
    seenBefore: onsets.size === 0 ? [] : findEpisodes(before, new Set(onsets.keys())),
  }
}

/** What the incident is known by: what stands out on the affected nodes, or what they did before they fell silent. */
export const signatureOf = (
  found: Unusual,
  { nodes, times }: Pick<Occasion, 'nodes' | 'times'>,
): IncidentSignature => {
  const kind = commonKindOf(found, nodes, times)
  const unusual = weighByKind(found, kind)
  const { metrics } = unusual
  const moves = movesOf(metrics)
  const lanes = orderOfFirstMovers(ofKind(moves, kind))
  const affected = onsetsOf(unusual, toRows(metrics, bonusesOf(lanes, metrics)))
  const all = metrics.flatMap(({ series }) => series.filter(({ score }) => score >= 1))
  return signatureOfMoves(moves.length > 0 ? moves : all, new Set(affected.keys()))
}

/** What stands out first, then what else the affected nodes did. */
const orderSeries = (
  all: readonly ExplainedSeries[],
  bonuses: ReadonlyMap<string, number>,
  onsets: ReadonlyMap<number, number>,
  kind: CommonKind,
): ExplainedSeries[] => {
  const score = (series: ExplainedSeries) => series.score * (bonuses.get(series.metric) ?? 1)
  return all
    .toSorted(
      (one, other) =>
        Number(other.standsOut) - Number(one.standsOut) ||
        Number(onsets.has(other.node)) - Number(onsets.has(one.node)) ||
        Number(kind?.[other.node] === 1) - Number(kind?.[one.node] === 1) ||
        score(other) - score(one),
    )
    .slice(0, MOST_SERIES)
}

/** Of each affected node when it began. */
const onsetsOf = (
  { metrics, silent }: Unusual,
  rows: readonly ExplainedRow[],
): ReadonlyMap<number, number> => {
  const first = rows.find(({ role, standsOut }) => role === 'suspect' && standsOut) ?? rows[0]
  const ofFirst = metrics.find(({ metric }) => metric === first?.metric)?.series ?? []
  const out = ofFirst.filter(({ standsOut }) => standsOut)
  if (out.length > 0) return new Map(out.map(({ node, onsetMs }) => [node, onsetMs]))
  return new Map(silent.map(({ node, sinceMs }) => [node, sinceMs]))
}

/** What the affected nodes of today have in common that the others have not, once the step is over in which it began. */
const separatingFacts = (
  nodes: readonly NodeHistory[],
  { startsMs, stepMs }: SpanTimes,
  onsets: ReadonlyMap<number, number>,
  there: ReadonlySet<number>,
): Separation[] => {
  if (onsets.size === 0) return []
  const beganMs = (node: number) => (onsets.get(node) ?? (startsMs[0] ?? 0) - stepMs) + stepMs
  const strata = stratify(nodes.map((node, at) => factsAt(node, beganMs(at))))
  const affected = Int8Array.from(nodes, (_, at) => (there.has(at) ? Number(onsets.has(at)) : -1))
  return bestByFact(separate(strata, affected).filter(({ evidence }) => evidence > 0))
}

/** Where today's nodes tell nothing, those of other days do; of an age they know better where it ends. */
const withDays = (today: Separation[], ofDays: Separation[]): Separation[] =>
  today.length === 0
    ? ofDays
    : today.map((one) => {
        const better = ofDays.find(({ fact, op }) => op !== '=' && op === one.op && fact === one.fact)
        return better !== undefined && better.evidence > one.evidence ? better : one
      })

const spanOf = ({ startsMs, leadSteps, windowSteps, stepMs }: SpanTimes) => {
  const startMs = startsMs[0] ?? 0
  return { fromMs: startMs - leadSteps * stepMs, toMs: startMs + windowSteps * stepMs }
}
