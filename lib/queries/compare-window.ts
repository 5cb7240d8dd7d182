import { METRIC_IDS } from '../core/checklist/checklist'
import type { MetricId } from '../core/checklist/types'
import { addParts, compareSpans, createSpanParts, type WindowComparison } from '../core/compare-window'
import { InvalidInputError } from '../core/errors'
import type { Window } from '../core/series'
import { BUCKET_MS, DAY_MS } from '../core/times'
import { groupBy } from '../core/group-by'
import type { Scope } from '../store/block'
import type { Directory } from '../store/directory-codec'
import { readKeptBlocks } from '../store/kept-blocks'
import type { Snapshot } from '../store/snapshot'
import { timedSync } from '@/lib/telemetry/timing'
import { foldSteps, readFoldedSpans, type FoldedSpan } from './folded-spans'

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
  const sealed = await readFoldedSpans(snapshot, scope, spans)
  const folded = [...sealed, ...(await readOpen(snapshot, scope, spans[0] ?? window))]
  return timedSync('compute', () =>
    [...groupBy(folded, ({ groupId }) => groupId)].map(([groupId, ofGroup]) =>
      compareGroup(groupId, ofGroup, spans),
    ),
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

/** What is not sealed yet; the baseline is. */
const readOpen = async (snapshot: Snapshot, scope: Scope, span: Window): Promise<FoldedSpan[]> => {
  const open = [...snapshot.state.groups.values()].filter(
    ({ sealedUntilMs }) => (sealedUntilMs ?? 0) < span.toMs,
  )
  const groupIds = open.map(({ groupId }) => groupId)
  const blocks = await readKeptBlocks(snapshot, {
    table: 'hot',
    scope,
    groupIds,
    metrics: METRIC_IDS,
    ...span,
  })
  return [...groupBy(blocks, ({ groupId }) => groupId).values()].flatMap((ofGroup) =>
    foldSteps(ofGroup, span),
  )
}

/** Holds because only these metrics were asked for. */
const asMetricId = (metric: string): MetricId => metric as MetricId

const compareGroup = (
  groupId: number,
  folded: readonly FoldedSpan[],
  spans: readonly Window[],
): GroupComparison => {
  const { places, placesOf } = placesIn(folded)
  const metrics = new Map<MetricId, WindowComparison>()
  for (const [metric, ofMetric] of groupBy(folded, (one) => one.metric)) {
    const parts = spans.map(() => createSpanParts(places.length))
    for (const one of ofMetric) {
      const into = parts[spans.findIndex(({ fromMs }) => fromMs === one.span.fromMs)]
      if (into !== undefined) addParts(into, one.parts, placesOf(one))
    }
    const [window = createSpanParts(places.length), ...baseline] = parts
    metrics.set(asMetricId(metric), compareSpans(window, baseline))
  }
  return { groupId, places, metrics }
}

/** One place for each node or device that any block knows. */
const placesIn = (
  folded: readonly FoldedSpan[],
): { places: ComparedPlace[]; placesOf: (one: FoldedSpan) => Int32Array } => {
  const places: ComparedPlace[] = []
  const known = new Map<string, number>()
  const byDirectory = new Map<Directory, Int32Array>()
  const placeOf = (slot: number, device: string): number => {
    const key = `${String(slot)} ${device}`
    const place = known.get(key) ?? places.push({ slot, device }) - 1
    known.set(key, place)
    return place
  }
  for (const { directory } of folded)
    if (!byDirectory.has(directory)) {
      const { nodeSlots, devices } = directory
      byDirectory.set(
        directory,
        Int32Array.from(nodeSlots, (slot, column) => placeOf(slot, devices[column] ?? '')),
      )
    }
  return { places, placesOf: ({ directory }) => byDirectory.get(directory) ?? new Int32Array() }
}
