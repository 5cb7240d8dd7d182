import type { NodeHistory } from '../fleet-history'
import { changesSince, isQuiet, type KnownState } from '../known-recurrence'
import { identityOf, type RecurrenceIdentity } from '../recurrences/signature'
import { factsAt, type Facts } from '../strata/facts-at'
import { MINUTE_MS } from '../times'
import { MedianRoom } from './median'
import { findOnset } from './onset'
import type { MetricScores } from './score-metric'
import { valuesPerRow, type MetricSpans, type SpanTimes } from './spans'

/** By metric: nodes on which it does what people know and have declared to be fine. */
export type QuietNodes = readonly ReadonlySet<number>[]

interface Scored {
  metrics: readonly MetricSpans[]
  scores: readonly MetricScores[]
  nodes: readonly NodeHistory[]
  times: SpanTimes
}

/** From here on a series does something that may be a recurrence. */
const DOES_IT = 1
/** A recurrence may begin so much earlier than it used to, and so much later: its own window on the clock is not kept. */
const EARLIER_MS = 45 * MINUTE_MS
const LATER_MS = 165 * MINUTE_MS
/** What comes along with it may be so many times what it was on other days. */
const AS_BEFORE = 1.5
const WEEK_MINUTES = 7 * 1440
/** The first Monday of the epoch. */
const FIRST_MONDAY_MS = 4 * 1440 * MINUTE_MS

/** Known and muted recurrences that come now as they came before, with all that comes along with them. */
export const quietNodes = (scored: Scored, known: readonly KnownState[]): QuietNodes => {
  const quiet = scored.metrics.map(() => new Set<number>())
  for (const one of known) {
    const identity = one.isMuted ? identityOf(one.signature) : null
    const at = scored.metrics.findIndex(({ metric }) => metric.id === identity?.metric)
    if (identity === null || at < 0) continue
    const nodes = nodesOf(scored, at, identity, one)
    for (const node of nodes) quiet[at]?.add(node)
    if (nodes.length > 0) addCompanions(scored, at, nodes, quiet)
  }
  return quiet
}

/** Nodes on which it comes at its time and as strongly and long as ever; none where it has grown. */
const nodesOf = (scored: Scored, at: number, identity: RecurrenceIdentity, known: KnownState): number[] => {
  const { metrics, scores, nodes, times } = scored
  const [spans, ofMetric] = [metrics[at], scores[at]]
  if (spans === undefined || ofMetric === undefined) return []
  const startMs = times.startsMs[0] ?? 0
  const found = spans.rows.flatMap(({ node }, row) => {
    if ((ofMetric.peak[row] ?? 0) < DOES_IT || (ofMetric.sign[row] ?? 1) < 0) return []
    const run = runOf(spans, ofMetric, row, times)
    const onsetMs = startMs + run.step * times.stepMs
    const history = nodes[node]
    if (history === undefined || !isItsTime(identity, onsetMs)) return []
    if (!holds(identity.fact, factsAt(history, onsetMs))) return []
    const now = { nodesAffected: 1, medianDurationMs: run.lengthMs, medianRise: run.rise }
    return changesSince(known, now).length === 0 ? [node] : []
  })
  const distinct = [...new Set(found)]
  return isQuiet(known, { ...known, nodesAffected: distinct.length }) ? distinct : []
}

/** Its length is that between the steps in which it begins and ends, since steps are coarser than onsets. */
const runOf = (spans: MetricSpans, scores: MetricScores, row: number, times: SpanTimes) => {
  const first = row * valuesPerRow(times)
  const peakStep = scores.peakStep[row] ?? 0
  const room = new MedianRoom(times.leadSteps)
  for (let step = 0; step < times.leadSteps; step += 1) room.add(spans.values[first + step] ?? NaN)
  const level = room.median()
  const { step, steps } = findOnset(spans.values, first, times, { peakStep, level, sign: 1 })
  const rise = (spans.values[first + times.leadSteps + peakStep] ?? NaN) - level
  return { step, lengthMs: Math.max(1, steps - 2) * times.stepMs, rise: rise === rise ? rise : 0 }
}

const isItsTime = ({ periodMinutes, startMinute }: RecurrenceIdentity, atMs: number): boolean => {
  const minute = ((atMs - FIRST_MONDAY_MS) / MINUTE_MS) % WEEK_MINUTES
  const since = (((minute - startMinute) % periodMinutes) + periodMinutes) % periodMinutes
  return since * MINUTE_MS <= LATER_MS || (periodMinutes - since) * MINUTE_MS <= EARLIER_MS
}

/** `fact op value`, as signatures have it; empty holds always. */
const holds = (fact: string, facts: Facts): boolean => {
  if (fact === '') return true
  const [name = '', op = '', ...rest] = fact.split(' ')
  const [value, text] = [facts.get(name), rest.join(' ')]
  if (value === undefined) return false
  if (op === '=') return value === text
  return op === '<' ? Number(value) < Number(text) : Number(value) >= Number(text)
}

const measuredOr = (value: number | undefined): number =>
  value === undefined || Number.isNaN(value) ? 0 : value

/** Other metrics of these nodes that do no more than they did whenever the recurrence came on other days. */
const addCompanions = (
  { metrics, scores, times }: Scored,
  at: number,
  nodes: readonly number[],
  quiet: readonly Set<number>[],
): void => {
  const spanCount = times.startsMs.length
  const came = new Set<string>()
  metrics[at]?.rows.forEach(({ node }, row) => {
    const isBack = scores[at]?.isBack[row] === 1
    for (let span = 1; span < spanCount; span += 1) {
      const own = scores[at]?.spans[row * spanCount + span] ?? 0
      if (own >= DOES_IT || (isBack && Number.isNaN(own))) came.add(`${node} ${span}`)
    }
  })
  const muted = new Set(nodes)
  metrics.forEach(({ rows }, metric) => {
    const ofMetric = scores[metric]
    if (metric === at || ofMetric === undefined) return
    let most = 0
    rows.forEach(({ node }, row) => {
      for (let span = 1; span < spanCount; span += 1)
        if (came.has(`${node} ${span}`))
          most = Math.max(most, measuredOr(ofMetric.spans[row * spanCount + span]))
    })
    rows.forEach(({ node }, row) => {
      const isAsBefore = ofMetric.isBack[row] === 1 || (ofMetric.peak[row] ?? 0) <= AS_BEFORE * most
      if (muted.has(node) && isAsBefore) quiet[metric]?.add(node)
    })
  })
}
