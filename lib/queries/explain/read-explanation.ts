import type { ExplainAnswer, ExplainParams } from '../../contract/explain'
import { EXPLAINED_METRICS } from '../../core/explain/explained-metrics'
import { signatureOf, tellUnusual } from '../../core/explain/explain'
import { findUnusual, type Unusual } from '../../core/explain/find-unusual'
import { leaveOutIncidents } from '../../core/explain/leave-out'
import type { ExplainedEvent } from '../../core/explain/match-events'
import { movesOf } from '../../core/explain/order-rows'
import { sharpenUnusual } from '../../core/explain/sharpen-onsets'
import { stepsOf, valuesPerRow, type MetricSpans } from '../../core/explain/spans'
import { RULE_SOURCE } from '../../core/profiles/profile-rules'
import { sameIncidentsBefore } from '../../core/incidents/incident'
import type { Window } from '../../core/series'
import { MINUTE_MS } from '../../core/times'
import { readIncidents } from '../../store/incidents'
import { readKnownRecurrences } from '../../store/known-recurrences'
import { readNodes, type NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { progressOf } from '../../store/store-state'
import { inParts } from '../metrics-at-once'
import type { Checkpoint } from '../node-maxima'
import { readNodeEvents } from '../read-node-events'
import { readNodeHistories } from '../read-node-histories'
import { definitionOf } from './definition-of'
import { explainWindow, type ExplainWindow } from './explain-window'
import { readEarlier } from './read-earlier'
import { readMinutes } from './read-minutes'
import { readObserverSuspects } from './read-observer-suspects'
import { readNearOutages } from './read-near-outages'
import { readPastOutages } from './read-past-outages'
import { readSpans } from './read-spans'
import { toExplainAnswer, type Measured } from './to-explain-answer'

/** Values of one read, so that a large fleet is read in some statements and looks between them whether anybody waits. */
const VALUES_AT_ONCE = 8_000_000
const MOST_EVENTS = 20_000
/** Minutes of a longer window say no more than its steps. */
const MOST_MINUTES = 360
/** Of the whole work, what reading takes, and what ranking does. */
const READ_SHARE = 0.5
const RANK_SHARE = 0.4
const LONGEST_LANES = 8
const MOST_NODES = 500

export const readExplanation = async (
  snapshot: Snapshot,
  params: ExplainParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<ExplainAnswer> => {
  const startedMs = performance.now()
  const { asOfMs } = progressOf(snapshot.state)
  const question = explainWindow(params, nowMs, asOfMs)
  const rows = await readNodes(snapshot)
  const metrics = await readAllSpans(snapshot, rows, question, checkpoint)
  const incidents = await readIncidents(snapshot)
  const others = incidents.filter(({ fromMs, toMs }) => !overlaps({ fromMs, toMs }, question.window))
  const measured = countMeasured(metrics, question)
  if (!question.isChosen)
    for (const spans of metrics)
      leaveOutIncidents(spans, question.times, others, (node) => rows[node]?.cluster ?? '')
  const span = leadingSpan(question)
  const outages = await readNearOutages(snapshot, rows, span, nowMs, checkpoint)
  const events = [...(await readLeadingEvents(snapshot, rows, span)), ...outages.events]
  const nodes = await readNodeHistories(snapshot, rows)
  const known = await readKnownRecurrences(snapshot)
  const unusual = findUnusual({
    times: question.times,
    metrics,
    nodes,
    known,
    checkpoint: ofRanking(checkpoint),
  })
  const sharp = await sharpen(snapshot, rows, question, unusual)
  const signature = signatureOf(sharp, { nodes, times: question.times })
  const earlier = await readEarlier(snapshot, rows, question, signature)
  const past = await readPastOutages(
    snapshot,
    {
      window: question.window,
      rows,
      histories: nodes,
      near: outages.events,
      nowMs,
      asOfMs: asOfMs ?? nowMs,
    },
    checkpoint,
  )
  const explanation = tellUnusual(sharp, { times: question.times, nodes, events, earlier, outages: past })
  const told = explanation.affected.length === 0 ? [] : signature
  const observers = await readObserverSuspects(
    snapshot,
    rows,
    nodes,
    { window: question.allowed[0] ?? question.window, asOfMs: asOfMs ?? nowMs },
    checkpoint,
  )
  return toExplainAnswer(explanation, rows, {
    question,
    asOfMs,
    measured,
    outages: outages.answer,
    observers,
    signature: told,
    sameIncidents: sameIncidentsBefore(told, incidents, question.window.fromMs),
    tookMs: Math.round(performance.now() - startedMs),
  })
}

const ofRanking = (checkpoint: Checkpoint) => (doneShare: number) => {
  checkpoint(READ_SHARE + RANK_SHARE * doneShare)
}

/** An incident is no reason to leave itself out. */
const overlaps = (one: Window, other: Window): boolean => one.fromMs < other.toMs && one.toMs > other.fromMs

const readAllSpans = async (
  snapshot: Snapshot,
  nodes: readonly NodeRow[],
  question: ExplainWindow,
  checkpoint: Checkpoint,
): Promise<MetricSpans[]> => {
  const atOnce = Math.max(
    1,
    Math.floor(VALUES_AT_ONCE / Math.max(1, nodes.length * valuesPerRow(question.times))),
  )
  const metrics: MetricSpans[] = []
  let done = 0
  for (const part of inParts(EXPLAINED_METRICS, atOnce)) {
    checkpoint(READ_SHARE * (done / EXPLAINED_METRICS.length))
    done += part.length
    metrics.push(...(await readSpans(snapshot, part, nodes, question)))
  }
  return metrics
}

/** From the lead on, since what happened shortly before may be what did it. */
const leadingSpan = ({ allowed, window }: ExplainWindow): Window => ({
  fromMs: allowed[0]?.fromMs ?? window.fromMs,
  toMs: window.toMs,
})

const readLeadingEvents = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  span: Window,
): Promise<ExplainedEvent[]> => {
  const events = await readNodeEvents(snapshot, rows, span, MOST_EVENTS)
  return events
    .filter(({ startMs }) => startMs >= span.fromMs)
    .flatMap(({ source, name, startMs, nodes }) =>
      (nodes ?? [null]).map((node) => ({
        source,
        name,
        atMs: startMs,
        node,
        isFinding: source === RULE_SOURCE,
      })),
    )
}

/** Onsets to the minute, where minutes are kept, of the nodes that moved. */
const sharpen = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  question: ExplainWindow,
  unusual: Unusual,
): Promise<Unusual> => {
  const span: Window = question.allowed[0] ?? question.window
  const moves = movesOf(unusual.metrics)
  if (moves.length === 0 || (span.toMs - span.fromMs) / MINUTE_MS > MOST_MINUTES) return unusual
  const leading = [...new Set(moves.map(({ metric }) => metric))].slice(0, LONGEST_LANES)
  const moved = [...new Set(moves.map(({ node }) => node))].slice(0, MOST_NODES)
  const wanted = leading.map((metric) => definitionOf(metric).id)
  const minutes = await readMinutes(
    snapshot,
    wanted,
    moved.flatMap((node) => rows[node] ?? []),
    span,
  )
  const placed = minutes.map((history) => ({
    ...history,
    rows: history.rows.map(({ node, device }) => ({ node: moved[node] ?? -1, device })),
  }))
  return sharpenUnusual(unusual, placed)
}

const countMeasured = (metrics: readonly MetricSpans[], { times }: ExplainWindow): Measured => {
  const nodes = new Set<number>()
  const spans = new Set<number>()
  let series = 0
  const steps = stepsOf(times)
  for (const { rows, values } of metrics)
    rows.forEach(({ node }, row) => {
      for (let span = 0; span < times.startsMs.length; span += 1) {
        if (span > 0 && spans.has(span)) continue
        const first = row * valuesPerRow(times) + span * steps
        const part = values.subarray(first + (span === 0 ? times.leadSteps : 0), first + steps)
        if (!part.some((value) => value === value)) continue
        if (span > 0) spans.add(span)
        else {
          series += 1
          nodes.add(node)
        }
      }
    })
  return { series, nodes: nodes.size, baselineSpans: spans.size }
}
