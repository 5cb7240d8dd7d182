import type { ExplainAnswer, ExplainParams } from '../../contract/explain'
import { METRIC_IDS } from '../../core/checklist/checklist'
import { explain, type Explanation } from '../../core/explain/explain'
import { orderOfFirstMovers } from '../../core/explain/first-movers'
import { matchEvents, type ExplainedEvent } from '../../core/explain/match-events'
import { sharpenOnsets } from '../../core/explain/sharpen-onsets'
import { stepsOf, valuesPerRow, type MetricSpans } from '../../core/explain/spans'
import type { Window } from '../../core/series'
import { MINUTE_MS } from '../../core/times'
import { readEvents } from '../../store/events'
import { readNodes, type NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { progressOf } from '../../store/store-state'
import { inParts } from '../metrics-at-once'
import { bookOfNodes } from '../name-nodes'
import type { Checkpoint } from '../node-maxima'
import { readNodeHistories } from '../read-node-histories'
import { definitionOf } from './definition-of'
import { explainWindow, type ExplainWindow } from './explain-window'
import { readMinutes } from './read-minutes'
import { readSpans } from './read-spans'
import { toExplainAnswer, type Measured } from './to-explain-answer'

/** Values of one read, so that a large fleet is read in some statements and looks between them whether anybody waits. */
const VALUES_AT_ONCE = 8_000_000
const MOST_EVENTS = 20_000
/** Minutes of a longer window say no more than its steps. */
const MOST_MINUTES = 360
const LONGEST_LANES = 8

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
  const events = await readNodeEvents(snapshot, rows, question)
  const nodes = await readNodeHistories(snapshot, rows)
  const explanation = explain({ times: question.times, metrics, nodes, events, checkpoint })
  const sharp = await sharpen(snapshot, rows, question, explanation, events)
  return toExplainAnswer(sharp, rows, {
    question,
    asOfMs,
    measured: countMeasured(metrics, question),
    tookMs: Math.round(performance.now() - startedMs),
  })
}

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
  for (const part of inParts(METRIC_IDS, atOnce)) {
    checkpoint()
    metrics.push(...(await readSpans(snapshot, part, nodes, question)))
  }
  return metrics
}

/** From the lead on, since what happened shortly before may be what did it. */
const readNodeEvents = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  { allowed, window }: ExplainWindow,
): Promise<ExplainedEvent[]> => {
  const span = { fromMs: allowed[0]?.fromMs ?? window.fromMs, toMs: window.toMs }
  const book = bookOfNodes(rows)
  const places = new Map(rows.map(({ id }, place) => [id, place]))
  const asked = { window: span, of: null, source: null, kind: null, text: null, limit: MOST_EVENTS }
  const { events } = await readEvents(snapshot, asked)
  return events
    .filter(({ startMs }) => startMs >= span.fromMs)
    .flatMap(({ source, name, startMs, cluster, node }): ExplainedEvent[] => {
      if (node === null && cluster === '') return [{ source, name, atMs: startMs, node: null }]
      if (node === null)
        return rows.flatMap((row, place) =>
          row.cluster === cluster ? [{ source, name, atMs: startMs, node: place }] : [],
        )
      const place = places.get(book.find(cluster, node)?.id ?? -1)
      return place === undefined ? [] : [{ source, name, atMs: startMs, node: place }]
    })
}

/** Onsets to the minute, where minutes are kept, and what follows from them. */
const sharpen = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  question: ExplainWindow,
  explanation: Explanation,
  events: readonly ExplainedEvent[],
): Promise<Explanation> => {
  const span: Window = question.allowed[0] ?? question.window
  const moved = explanation.lanes.slice(0, LONGEST_LANES).map(({ metric }) => metric)
  const top = explanation.moves.map(({ metric }) => metric).filter((metric) => moved.includes(metric))
  if (top.length === 0 || (span.toMs - span.fromMs) / MINUTE_MS > MOST_MINUTES) return explanation
  const wanted = [...new Set(top)].map((metric) => definitionOf(metric).id)
  const minutes = await readMinutes(snapshot, wanted, rows, span)
  const moves = sharpenOnsets(explanation.moves, minutes)
  const series = sharpenOnsets(explanation.series, minutes)
  const onsets = new Map<number, number>()
  for (const { node, onsetMs, metric } of moves)
    if (metric === explanation.rows[0]?.metric) onsets.set(node, onsetMs)
  const { times } = question
  return {
    ...explanation,
    moves,
    series,
    lanes: orderOfFirstMovers(moves),
    events:
      onsets.size === 0
        ? explanation.events
        : matchEvents(events, { onsets, nodeCount: rows.length, ...span, stepMs: times.stepMs }),
  }
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
