import { metricById } from '@/lib/core/checklist/checklist'
import { signatureOf, tellUnusual, type ExplainInput, type Explanation } from '@/lib/core/explain/explain'
import { findUnusual } from '@/lib/core/explain/find-unusual'
import { explainedMetric } from '@/lib/core/explain/scale-of-metric'
import { sharpenUnusual } from '@/lib/core/explain/sharpen-onsets'
import { cutSpans, type MetricSpans, type SpanTimes } from '@/lib/core/explain/spans'
import { spreadOf } from '@/lib/core/explain/spread'
import type { MetricHistory } from '@/lib/core/fleet-history'
import { findOnsets } from '@/lib/core/onsets/find-onsets'
import { onsetFloorOf } from '@/lib/core/onsets/floors'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { explainWindow } from '@/lib/queries/explain/explain-window'
import type { Replay } from '@/lib/replay/make-replay'
import type { TimeSpan } from '@/lib/replay/truth'
import { outagesOfReplay } from './outages-of-replay'

const LONGEST_IN_MINUTES_MS = 6 * HOUR_MS

/** What the page would ask of the replay, in the steps that it reads. */
export const questionOf = (replay: Replay, { fromMs, toMs }: TimeSpan): ExplainInput => {
  const asked = { from: String(fromMs), to: String(toMs), baselineFrom: '', baselineTo: '' }
  const { times, window } = explainWindow(asked, replay.endMs, replay.endMs)
  const metrics = replay.metrics.flatMap((history) => spansOf(history, times))
  const places = new Map(replay.nodes.map(({ name }, at) => [name, at]))
  const leadFromMs = window.fromMs - times.leadSteps * times.stepMs
  const events = replay.events
    .filter(({ startMs }) => startMs >= leadFromMs && startMs < window.toMs)
    .flatMap(({ source, name, startMs, cluster, node }) => {
      const told = { source, name, atMs: startMs }
      if (node !== null) return [{ ...told, node: places.get(node) ?? null }]
      return replay.nodes.flatMap((one, at) => (one.cluster === cluster ? [{ ...told, node: at }] : []))
    })
  return { times, metrics, nodes: replay.nodes, events }
}

/** Means of steps, of nodes: devices are not asked for. */
const spansOf = (history: MetricHistory, times: SpanTimes): MetricSpans[] => {
  const definition = metricById(history.metric)
  if (definition === undefined) return []
  const { rows, values } = cutSpans(explainedMetric(definition, 0), inSteps(history, times.stepMs), times)
  if (!values.some((value) => value === value)) return []
  return [{ metric: explainedMetric(definition, spreadOf(values)), rows, values }]
}

const inSteps = (history: MetricHistory, stepMs: number): MetricHistory => {
  const each = stepMs / history.stepMs
  const stepCount = Math.floor(history.stepCount / each)
  const kept = history.rows.flatMap(({ device }, row) => (device === '' ? row : []))
  const values = new Float32Array(kept.length * stepCount)
  kept.forEach((row, place) => {
    for (let step = 0; step < stepCount; step += 1) {
      const from = row * history.stepCount + step * each
      values[place * stepCount + step] = meanOf(history.values.subarray(from, from + each))
    }
  })
  const rows = kept.map((row) => ({ node: history.rows[row]?.node ?? 0, device: '' }))
  return { ...history, stepMs, stepCount, rows, values }
}

const meanOf = (values: Float32Array): number => {
  let [count, sum] = [0, 0]
  for (const value of values) {
    if (value !== value) continue
    count += 1
    sum += value
  }
  return count === 0 ? NaN : sum / count
}

/** As the page's answer is made: onsets to the minute, and the bursts of the days before. */
export const answerOf = (replay: Replay, input: ExplainInput): Explanation => {
  const { times } = input
  const unusual = sharpenUnusual(findUnusual(input), minutesOf(replay, times))
  const [windowMs = 0] = times.startsMs
  const window = { fromMs: replay.startMs, toMs: windowMs }
  const signature = signatureOf(unusual, input)
  const bursts = signature.flatMap(({ metric }) => {
    const [history, definition] = [replay.metrics.find((one) => one.metric === metric), metricById(metric)]
    if (history === undefined || definition === undefined) return []
    const { higherIsWorse } = definition
    const onsets = findOnsets(history, { floor: onsetFloorOf(definition), higherIsWorse, window })
    return [
      {
        metric,
        rows: history.rows.map(({ node, device }) => ({ node: device === '' ? node : -1, device })),
        onsets,
      },
    ]
  })
  const days = Math.floor((windowMs - replay.startMs) / DAY_MS)
  return tellUnusual(unusual, {
    ...input,
    earlier: { signature, bursts, days },
    outages: outagesOfReplay(replay, times),
  })
}

/** Minutes of a long window say no more than its steps. */
const minutesOf = (
  { metrics }: Replay,
  { stepMs, leadSteps, windowSteps, startsMs }: SpanTimes,
): MetricHistory[] => {
  const lengthMs = (leadSteps + windowSteps) * stepMs
  if (lengthMs > LONGEST_IN_MINUTES_MS) return []
  const fromMs = (startsMs[0] ?? 0) - leadSteps * stepMs
  return metrics.map((history) => {
    const first = Math.max(0, Math.round((fromMs - history.startMs) / history.stepMs))
    const stepCount = Math.min(lengthMs / history.stepMs, history.stepCount - first)
    const kept = history.rows.flatMap(({ device }, row) => (device === '' ? row : []))
    const values = new Float32Array(kept.length * stepCount)
    kept.forEach((row, place) => {
      const from = row * history.stepCount + first
      values.set(history.values.subarray(from, from + stepCount), place * stepCount)
    })
    const rows = kept.map((row) => ({ node: history.rows[row]?.node ?? 0, device: '' }))
    return { ...history, startMs: history.startMs + first * history.stepMs, stepCount, rows, values }
  })
}
