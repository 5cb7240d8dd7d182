import type { CacheKind } from '../core/byte-cache'
import type { MetricId } from '../core/checklist/types'
import { ReadingFold, type FoldedReadings, type FoldWindow } from '../core/reading-fold'
import type { RollShape } from '../core/rollup'
import type { Block, Scope } from '../store/block'
import { readKeptBlocks } from '../store/kept-blocks'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import type { GroupState } from '../store/store-state'
import { groupBy } from '../core/group-by'
import { inParts, metricsAtOnce } from './metrics-at-once'
import { tidyNumber } from './tidy'
import type { SteppedWindow } from './window-step'

export interface WindowQuestion {
  stepped: SteppedWindow
  groupIds: readonly number[]
  scope: Scope
}

/** Sealed and hot blocks of the metrics, by metric, group and time. */
export const readWindowBlocks = async (
  snapshot: Snapshot,
  { stepped, groupIds, scope }: WindowQuestion,
  metrics: readonly MetricId[],
): Promise<Block[]> => {
  const common = { groupIds, metrics, scope, fromMs: stepped.window.fromMs, toMs: stepped.window.toMs }
  const sealed = await readKeptBlocks(snapshot, { ...common, table: stepped.table })
  const hot = await readKeptBlocks(snapshot, { ...common, table: 'hot' })
  return [...sealed, ...hot]
}

export const foldWindowOf = ({ window, stepMs }: SteppedWindow): FoldWindow => ({
  startMs: window.fromMs,
  stepMs,
  stepCount: Math.round((window.toMs - window.fromMs) / stepMs),
})

export const shapeOf = (stepped: SteppedWindow, slotCount: number): RollShape => ({
  ...foldWindowOf(stepped),
  slotCount,
})

export interface NodesQuestion {
  stepped: SteppedWindow
  metrics: readonly MetricId[]
  nodes: readonly NodeRow[]
}

/** The tidied readings of the nodes in the window, by metric and by the place of the node. */
export const readFolded = async (
  snapshot: Snapshot,
  { stepped, metrics, nodes }: NodesQuestion,
): Promise<Map<MetricId, FoldedReadings>> => {
  const folded = new Map<MetricId, FoldedReadings>()
  const places = placesByGroup(nodes)
  const groups = [...places.keys()].flatMap((groupId) => snapshot.state.groups.get(groupId) ?? [])
  for (const part of inParts(metrics, metricsAtOnce(stepped, nodes.length))) {
    const folds = await foldGroups(snapshot, stepped, part, groups)
    for (const { metric, groupId, readings } of folds) {
      const all = folded.get(metric) ?? unmeasured(nodes.length)
      folded.set(metric, all)
      spread(readings, all, places.get(groupId) ?? [])
    }
  }
  return folded
}

interface NodePlace {
  slot: number
  place: number
}

const placesByGroup = (nodes: readonly NodeRow[]): Map<number, NodePlace[]> => {
  const byGroup = new Map<number, NodePlace[]>()
  nodes.forEach(({ groupId, slot }, place) => {
    const places = byGroup.get(groupId) ?? []
    places.push({ slot, place })
    byGroup.set(groupId, places)
  })
  return byGroup
}

const unmeasured = (length: number): FoldedReadings => ({
  mean: new Float64Array(length).fill(NaN),
  max: new Float64Array(length).fill(NaN),
  last: new Float64Array(length).fill(NaN),
  peak: new Float64Array(length).fill(NaN),
})

const spread = (from: FoldedReadings, into: FoldedReadings, places: readonly NodePlace[]): void => {
  for (const { slot, place } of places) {
    into.mean[place] = from.mean[slot] ?? NaN
    into.max[place] = from.max[slot] ?? NaN
    into.last[place] = from.last[slot] ?? NaN
    into.peak[place] = from.peak[slot] ?? NaN
  }
}

interface GroupFold {
  metric: MetricId
  groupId: number
  readings: FoldedReadings
}

/** Tidied, by slot of the group. */
const READINGS: CacheKind<FoldedReadings> = {
  name: 'readings',
  bytesOf: ({ mean }) => READINGS_PER_SLOT * mean.byteLength,
}

const READINGS_PER_SLOT = 4

/** The same for all who look at the same window, however they choose, order and group its nodes. */
const foldGroups = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  metrics: readonly MetricId[],
  groups: readonly GroupState[],
): Promise<GroupFold[]> => {
  const asked = metrics.flatMap((metric) =>
    groups.map((group) => ({
      metric,
      group,
      id: idOf(stepped, keyOf({ metric, groupId: group.groupId })),
      version: `${group.sealedVersion} ${group.hotVersion}`,
    })),
  )
  const kept = asked.map(({ id, version }) => snapshot.cache.get(READINGS, id, version))
  const missing = asked.filter((_, at) => kept[at] === undefined)
  const fresh = await foldOpen(snapshot, stepped, {
    metrics: metrics.filter((metric) => missing.some((one) => one.metric === metric)),
    groups: groups.filter((group) => missing.some((one) => one.group === group)),
  })
  return asked.map(({ metric, group, id, version }, at) => {
    const { groupId } = group
    const known = kept[at]
    if (known !== undefined) return { metric, groupId, readings: known }
    const readings = fresh(metric, group)
    snapshot.cache.set(READINGS, id, version, readings)
    return { metric, groupId, readings }
  })
}

/** What is sealed, with the hot minutes. */
const foldOpen = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  { metrics, groups }: { metrics: readonly MetricId[]; groups: readonly GroupState[] },
): Promise<(metric: MetricId, group: GroupState) => FoldedReadings> => {
  const sealed = await foldSealed(snapshot, stepped, metrics, groups)
  const groupIds = groups.map(({ groupId }) => groupId)
  const question = { groupIds, metrics, scope: 'node' as const, ...stepped.window }
  const hot = groupBy(await readKeptBlocks(snapshot, { ...question, table: 'hot' }), keyOf)
  return (metric, { groupId, asOfMs }) => {
    const key = keyOf({ metric, groupId })
    const untilMs = asOfMs ?? stepped.window.toMs
    const fold = sealed.get(key)?.copy() ?? ReadingFold.over(foldWindowOf(stepped))
    for (const block of hot.get(key) ?? []) fold.add(block, block.directory.nodeSlots, untilMs)
    return tidied(fold.finish(untilMs))
  }
}

const tidied = (readings: FoldedReadings): FoldedReadings => {
  for (const values of [readings.mean, readings.max, readings.last, readings.peak])
    for (let slot = 0; slot < values.length; slot += 1) values[slot] = tidyNumber(values[slot] ?? NaN)
  return readings
}

const keyOf = ({ metric, groupId }: { metric: MetricId; groupId: number }): string =>
  `${String(groupId)} ${metric}`

const idOf = ({ table, window, stepMs }: SteppedWindow, key: string): string =>
  [table, key, window.fromMs, window.toMs, stepMs].join(' ')

const FOLDS: CacheKind<ReadingFold> = { name: 'fold', bytesOf: (fold) => fold.bytes }

/** What is sealed of a window stays the same while hot minutes come and go. */
const foldSealed = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  metrics: readonly MetricId[],
  groups: readonly GroupState[],
): Promise<Map<string, ReadingFold>> => {
  const { window, table } = stepped
  const folds = new Map<string, ReadingFold>()
  const missing = { metrics: new Set<MetricId>(), groups: new Set<GroupState>() }
  for (const metric of metrics)
    for (const group of groups) {
      const key = keyOf({ metric, groupId: group.groupId })
      const kept = snapshot.cache.get(FOLDS, idOf(stepped, key), group.sealedVersion)
      if (kept !== undefined) folds.set(key, kept)
      else {
        missing.metrics.add(metric)
        missing.groups.add(group)
      }
    }
  if (missing.groups.size === 0) return folds
  const groupIds = [...missing.groups].map(({ groupId }) => groupId)
  const question = { groupIds, metrics: [...missing.metrics], scope: 'node' as const, ...window }
  const blocks = groupBy(await readKeptBlocks(snapshot, { ...question, table }), keyOf)
  for (const metric of missing.metrics)
    for (const { groupId, asOfMs, sealedVersion } of missing.groups) {
      const key = keyOf({ metric, groupId })
      const fold = ReadingFold.over(foldWindowOf(stepped))
      for (const block of blocks.get(key) ?? [])
        fold.add(block, block.directory.nodeSlots, asOfMs ?? window.toMs)
      snapshot.cache.set(FOLDS, idOf(stepped, key), sealedVersion, fold)
      folds.set(key, fold)
    }
  return folds
}
