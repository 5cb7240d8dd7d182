import type { RecurrencesAnswer, RecurrencesParams } from '../contract/recurrences'
import { resolveWindow } from '../contract/window'
import { findRecurrences } from '../core/recurrences/find-recurrences'
import type { MetricOnsets } from '../core/recurrences/input'
import type { Window } from '../core/series'
import { hourOf } from '../core/times'
import { zoneOffset } from '../core/zoned-time'
import { readNodes, type NodeRow } from '../store/nodes'
import { isFindingOnsets, readOnsetMetrics, readOnsets, readOnsetsRange } from '../store/onsets'
import type { Snapshot } from '../store/snapshot'
import { assembleOnsets } from './assemble-onsets'
import type { Checkpoint } from './read-clock'
import { readNodeEvents } from './read-node-events'
import { readNodeHistories } from './read-node-histories'
import { NodePlaces } from './slots-of-nodes'
import { toRecurrence } from './to-recurrence'
import { timedSync } from '../telemetry/timing'

const MOST_EVENTS = 300_000

/** Of whole hours, so that a question stays the same until the next one. */
export const recurrencesWindow = (params: RecurrencesParams, nowMs: number): Window => {
  const { fromMs, toMs } = resolveWindow(params, nowMs)
  return { fromMs: hourOf(fromMs), toMs: hourOf(toMs) }
}

/** From the onsets, which were found when their hours were sealed. */
export const readRecurrences = async (
  snapshot: Snapshot,
  params: RecurrencesParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<RecurrencesAnswer> => {
  const startedMs = performance.now()
  const asked = recurrencesWindow(params, nowMs)
  const known = await readOnsetsRange(snapshot, asked)
  const window = {
    fromMs: Math.max(asked.fromMs, known?.fromMs ?? 0),
    toMs: Math.min(asked.toMs, known?.toMs ?? 0),
  }
  const isEmpty = known === null || window.toMs <= window.fromMs
  const nodes = isEmpty ? [] : await readNodes(snapshot, { kind: 'host' })
  const metrics = isEmpty ? [] : await readMetrics(snapshot, nodes, window, checkpoint)
  const input = {
    window: isEmpty ? asked : window,
    nodes: await readNodeHistories(snapshot, nodes),
    metrics,
    events: isEmpty ? [] : await readNodeEvents(snapshot, nodes, window, MOST_EVENTS),
    zone: params.tz,
    offsetAt: zoneOffset(params.tz),
    checkpoint,
  }
  const found = isEmpty ? [] : timedSync('compute', () => findRecurrences(input))
  return {
    window: asked,
    tz: params.tz,
    sealedUntilMs: known?.toMs ?? null,
    computedAtMs: nowMs,
    isFinding: await isFindingOnsets(snapshot, asked),
    metricsScanned: metrics.length,
    recurrences: found.flatMap((one) => toRecurrence(one, nodes) ?? []),
    tookMs: Math.round(performance.now() - startedMs),
  }
}

const readMetrics = async (
  snapshot: Snapshot,
  nodes: readonly NodeRow[],
  window: Window,
  checkpoint: Checkpoint,
): Promise<MetricOnsets[]> => {
  const places = new NodePlaces(nodes)
  const metrics: MetricOnsets[] = []
  for (const metric of await readOnsetMetrics(snapshot, window)) {
    checkpoint()
    metrics.push(assembleOnsets(metric, await readOnsets(snapshot, window, metric), places, window))
  }
  return metrics
}
