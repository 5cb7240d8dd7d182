import { resolveWindow } from '../contract/window'
import type { WindowParams } from '../contract/window'
import { hasProfile, type Steps } from '../core/correlations/residual'
import type { MetricDefinition } from '../core/checklist/types'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { describeMetric } from './describe-metric'
import { minutesKeptFromMs } from './asked-window'
import { filterNodes } from './filter-nodes'
import { readListedNodes } from './node-heard'
import { foldWindowOf } from './read-folded'
import { seriesWindow, type SteppedWindow } from './window-step'

/** What an hour of either side can still be told apart in, at a cost that grows with its square. */
const MOST_STEPS = 720

/** The window in the steps that series are compared in. */
export const correlationWindow = (snapshot: Snapshot, params: WindowParams, nowMs: number): SteppedWindow => {
  const window = resolveWindow(params, nowMs)
  const step = Math.ceil((window.toMs - window.fromMs) / MOST_STEPS)
  return seriesWindow(window, step, minutesKeptFromMs(snapshot, nowMs))
}

export const stepsOf = (stepped: SteppedWindow): Steps => foldWindowOf(stepped)

export interface ComparedNodes {
  nodes: NodeRow[]
  of: number
}

/** Those that the filter leaves, by name; the wanted one is always among them. */
export const readComparedNodes = async (
  snapshot: Snapshot,
  { filter, most }: { filter: string; most: number },
  { window }: SteppedWindow,
  nowMs: number,
  wanted: NodeRow | null,
): Promise<ComparedNodes> => {
  const listed = await readListedNodes(snapshot, window, progressOf(snapshot.state).asOfMs ?? nowMs)
  const fitting = (await filterNodes(snapshot, listed, filter, Math.min(window.toMs, nowMs)))
    .map(({ row }) => row)
    .filter(({ id }) => id !== wanted?.id)
    .sort(nearTo(wanted))
  const all = wanted === null ? fitting : [wanted, ...fitting]
  return { nodes: all.slice(0, most), of: all.length }
}

/** Of its own cluster first. */
const nearTo =
  (wanted: NodeRow | null) =>
  (one: NodeRow, other: NodeRow): number =>
    Number(other.cluster === wanted?.cluster) - Number(one.cluster === wanted?.cluster) ||
    (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id)

/** What every answer about correlations says of what it was made of. */
export const basisOf = (
  snapshot: Snapshot,
  metric: MetricDefinition,
  stepped: SteppedWindow,
  { nodes, of }: ComparedNodes,
  nowMs: number,
) => ({
  window: stepped.window,
  nowMs,
  asOfMs: progressOf(snapshot.state).asOfMs,
  stepMs: stepped.stepMs,
  metric: describeMetric(metric),
  isProfileRemoved: hasProfile(stepsOf(stepped)),
  nodes: { compared: nodes.length, of },
})
