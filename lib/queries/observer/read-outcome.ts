import type { ValueOf } from '../../core/observer/difference-in-differences'
import type { Outcome } from '../../core/observer/outcomes'
import { BUCKET_MS } from '../../core/times'
import type { Snapshot } from '../../store/snapshot'
import type { Checkpoint } from '../node-maxima'
import { readSeriesMeans } from '../read-series-means'
import type { Line, OutcomeQuestion, ReadOutcome } from './outcome-question'
import { readLatencyOutcome } from './read-latency-outcome'

/** A node is compared only if it was measured in so much of the time. */
const MEASURED_SHARE = 0.5

/** Those that any of the nodes measures. */
export const readOutcomes = async (
  snapshot: Snapshot,
  outcomes: readonly Outcome[],
  question: OutcomeQuestion,
  checkpoint: Checkpoint,
): Promise<ReadOutcome[]> => {
  const { nodes, window } = question
  const metrics = outcomes.flatMap(({ id }) => (id === 'latency' ? [] : [id]))
  const stepped = { window, stepMs: BUCKET_MS, table: 'roll_5m' as const }
  const read = new Map<string, ReadOutcome>()
  for await (const { metric, values } of readSeriesMeans(snapshot, { metrics, nodes, stepped }, checkpoint)) {
    const outcome = outcomes.find(({ id }) => id === metric)
    if (outcome !== undefined) read.set(metric, fromMeans(outcome, values, question))
  }
  const latency = outcomes.find(({ id }) => id === 'latency')
  if (latency !== undefined) {
    checkpoint()
    const told = await readLatencyOutcome(snapshot, latency, question, checkpoint)
    if (told !== null) read.set('latency', told)
  }
  return outcomes.flatMap(({ id }) => read.get(id) ?? [])
}

const fromMeans = (outcome: Outcome, values: Float64Array, question: OutcomeQuestion): ReadOutcome => {
  const { groups, window } = question
  const stepCount = Math.round((window.toMs - window.fromMs) / BUCKET_MS)
  const stepAt = (atMs: number) => Math.round((atMs - window.fromMs) / BUCKET_MS)
  const valueOf: ValueOf = (node, { fromMs, toMs }) => {
    const part = values.subarray(node * stepCount + stepAt(fromMs), node * stepCount + stepAt(toMs))
    const known = part.filter(Number.isFinite)
    return known.length < MEASURED_SHARE * part.length ? null : meanOf(known)
  }
  const lineOf = (nodes: readonly number[]): Line =>
    Array.from({ length: stepCount }, (_, step) => {
      const atStep = Float64Array.from(nodes, (node) => values[node * stepCount + step] ?? NaN)
      return meanOf(atStep.filter(Number.isFinite))
    })
  return { outcome, valueOf, lines: { changed: lineOf(groups.changed), others: lineOf(groups.others) } }
}

const meanOf = (values: Float64Array): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
