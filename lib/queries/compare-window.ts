import { METRIC_IDS } from '../core/checklist/checklist'
import type { MetricId } from '../core/checklist/types'
import {
  addSteps,
  compareSpans,
  createSpanParts,
  type StepParts,
  type WindowComparison,
} from '../core/compare-window'
import { InvalidInputError } from '../core/errors'
import type { Window } from '../core/series'
import { BUCKET_MS, DAY_MS } from '../core/times'
import type { Block, Scope } from '../store/blocks'
import { readKeptBlocks } from '../store/kept-blocks'
import { readRollParts, type PartsBlock } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'
import { groupBy } from '../core/group-by'

export interface CompareQuestion {
  window: Window
  /** How many days before the window are its baseline, each at the same hours; a week unless given. */
  baselineDays?: number
  scope: Scope
}

/** Whose values lie at a place: the whole node where the device is empty. */
export interface ComparedPlace {
  slot: number
  device: string
}

export interface GroupComparison {
  groupId: number
  places: readonly ComparedPlace[]
  /** By place; a metric that nobody measured is absent. */
  metrics: ReadonlyMap<MetricId, WindowComparison>
}

const WEEK_DAYS = 7

/** Every metric of every node or device in the window, beside the same hours of the days before it. */
export const compareWindow = async (
  snapshot: Snapshot,
  { window, baselineDays = WEEK_DAYS, scope }: CompareQuestion,
): Promise<GroupComparison[]> => {
  const spans = spansOf(window, baselineDays)
  const groupIds = [...snapshot.state.groups.keys()]
  const sealed = await readRollParts(snapshot, 'roll_5m', {
    groupIds,
    metrics: METRIC_IDS,
    scope,
    windows: spans,
    parts: ['count', 'sum', 'max'],
  })
  const blocks = [...sealed.map(toStepBlock), ...(await readOpenBlocks(snapshot, scope, window))]
  return [...groupBy(blocks, ({ groupId }) => groupId)].map(([groupId, ofGroup]) =>
    compareGroup(groupId, ofGroup, spans),
  )
}

/** The window in whole five minutes, and behind it the same hours of earlier days: of every day, unless it is longer. */
const spansOf = ({ fromMs, toMs }: Window, baselineDays: number): Window[] => {
  const from = Math.floor(fromMs / BUCKET_MS) * BUCKET_MS
  const to = Math.ceil(toMs / BUCKET_MS) * BUCKET_MS
  if (from >= to) throw new InvalidInputError('from must be before to', { reason: 'window' })
  const apartMs = Math.ceil((to - from) / DAY_MS) * DAY_MS
  return Array.from({ length: baselineDays + 1 }, (_, back) => ({
    fromMs: from - back * apartMs,
    toMs: to - back * apartMs,
  }))
}

type StepBlock = StepParts & Pick<Block, 'groupId' | 'metric' | 'directory' | 'startMs'>

const EMPTY = new Float32Array()

/** Holds because only these metrics were asked for. */
const asMetricId = (metric: string): MetricId => metric as MetricId

const toStepBlock = ({
  parts: [count = EMPTY, sum = EMPTY, max = EMPTY],
  ...block
}: PartsBlock): StepBlock => ({
  ...block,
  metric: asMetricId(block.metric),
  count,
  sum,
  max,
})

/** What is not sealed yet; the baseline is. */
const readOpenBlocks = async (snapshot: Snapshot, scope: Scope, window: Window): Promise<StepBlock[]> => {
  const open = [...snapshot.state.groups.values()].filter(
    ({ sealedUntilMs }) => (sealedUntilMs ?? 0) < window.toMs,
  )
  const groupIds = open.map(({ groupId }) => groupId)
  return readKeptBlocks(snapshot, { table: 'hot', scope, groupIds, metrics: METRIC_IDS, ...window })
}

const compareGroup = (
  groupId: number,
  blocks: readonly StepBlock[],
  spans: readonly Window[],
): GroupComparison => {
  const { places, placesOf } = placesIn(blocks)
  const metrics = new Map<MetricId, WindowComparison>()
  for (const [metric, ofMetric] of groupBy(blocks, (block) => block.metric)) {
    const parts = spans.map(() => createSpanParts(places.length))
    for (const block of ofMetric) {
      const into =
        parts[spans.findIndex(({ fromMs, toMs }) => block.startMs >= fromMs && block.startMs < toMs)]
      if (into !== undefined) addSteps(into, block, placesOf(block))
    }
    const [window = createSpanParts(places.length), ...baseline] = parts
    metrics.set(metric, compareSpans(window, baseline))
  }
  return { groupId, places, metrics }
}

/** One place for each node or device that any block knows. */
const placesIn = (
  blocks: readonly StepBlock[],
): { places: ComparedPlace[]; placesOf: (block: StepBlock) => Int32Array } => {
  const places: ComparedPlace[] = []
  const known = new Map<string, number>()
  const byDirectory = new Map<Block['directory'], Int32Array>()
  const placeOf = (slot: number, device: string): number => {
    const key = `${String(slot)} ${device}`
    const place = known.get(key) ?? places.push({ slot, device }) - 1
    known.set(key, place)
    return place
  }
  for (const { directory } of blocks)
    if (!byDirectory.has(directory)) {
      const { nodeSlots, devices } = directory
      byDirectory.set(
        directory,
        Int32Array.from(nodeSlots, (slot, column) => placeOf(slot, devices[column] ?? '')),
      )
    }
  return { places, placesOf: ({ directory }) => byDirectory.get(directory) ?? new Int32Array() }
}
