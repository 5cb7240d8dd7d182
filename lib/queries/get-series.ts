import type { SeriesAnswer, SeriesLine, SeriesParams } from '../contract/series'
import type { MetricDefinition } from '../core/checklist/types'
import type { RollMatrix } from '../core/rollup'
import { getStore } from '../store/db'
import type { Block } from '../store/block'
import type { NodeRow } from '../store/nodes'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { askedSeriesWindow } from './asked-window'
import { assembleMatrix } from './assemble-matrix'
import { groupBy } from '../core/group-by'
import { knownMetric } from './known-metric'
import { inParts, metricsAtOnce } from './metrics-at-once'
import { readWindowBlocks, shapeOf } from './read-folded'
import { readNamedNodes } from './read-named-nodes'
import { slotsOfDevices, type DeviceSlot } from './slots-of-devices'
import { tidy } from './tidy'
import { unlessKnown, type QueryContext } from './unless-known'
import type { SteppedWindow } from './window-step'

const EVERY_DEVICE = '*'

export const getSeries = (params: SeriesParams, context: QueryContext): Promise<SeriesAnswer | null> =>
  inSnapshot(getStore(), (snapshot) => {
    const { window } = askedSeriesWindow(snapshot, params, context.nowMs)
    return unlessKnown(context, snapshot, window, () => readSeries(snapshot, params, context.nowMs))
  })

export const readSeries = async (
  snapshot: Snapshot,
  params: SeriesParams,
  nowMs: number,
): Promise<SeriesAnswer> => {
  const stepped = askedSeriesWindow(snapshot, params, nowMs)
  const metrics = params.metric.map(knownMetric)
  const nodes = await readNamedNodes(snapshot, params.nodes)
  const lines: RankedLine[] = []
  for (const part of inParts(metrics, metricsAtOnce(stepped, nodes.length)))
    lines.push(...(await readLines(snapshot, part, nodes, params.device, stepped)))
  const shown = lines.length > params.limit ? highestOfEach(lines, params.limit) : lines
  return {
    window: stepped.window,
    asOfMs: progressOf(snapshot.state).asOfMs,
    stepMs: stepped.stepMs,
    startMs: stepped.window.fromMs,
    series: shown.map(({ line }) => line),
    cut: shown.length === lines.length ? null : { shown: shown.length, of: lines.length },
  }
}

interface RankedLine {
  line: SeriesLine
  highest: number
}

const byHighest = (one: RankedLine, other: RankedLine): number => other.highest - one.highest

/** Values of two metrics do not compare, so each of them gives its highest in turn. */
const highestOfEach = (lines: readonly RankedLine[], limit: number): RankedLine[] =>
  [...groupBy(lines, ({ line }) => line.metric).values()]
    .flatMap((ofMetric) => ofMetric.toSorted(byHighest).map((ranked, rank) => ({ ranked, rank })))
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ ranked }) => ranked)

const readLines = async (
  snapshot: Snapshot,
  metrics: readonly MetricDefinition[],
  nodes: readonly NodeRow[],
  device: string,
  stepped: SteppedWindow,
): Promise<RankedLine[]> => {
  const groupIds = [...new Set(nodes.map(({ groupId }) => groupId))]
  const scope = device === '' ? 'node' : 'device'
  const ids = metrics.map(({ id }) => id)
  const blocks = await readWindowBlocks(snapshot, { stepped, groupIds, scope }, ids)
  const byMetric = groupBy(blocks, ({ metric }) => metric)
  const isWanted = (name: string) => device === EVERY_DEVICE || name === device
  return metrics.flatMap((metric) => linesOf(metric, byMetric.get(metric.id) ?? [], nodes, isWanted, stepped))
}

const linesOf = (
  metric: MetricDefinition,
  blocks: readonly Block[],
  nodes: readonly NodeRow[],
  isWanted: (device: string) => boolean,
  stepped: SteppedWindow,
): RankedLine[] => {
  const { slots, slotOf } = slotsOfDevices(nodes, blocks, isWanted)
  const matrix = assembleMatrix(shapeOf(stepped, slots.length), blocks, slotOf)
  return slots.map((slot, place) => toLine(metric, slot, matrix, place))
}

const toLine = (
  metric: MetricDefinition,
  { node, device }: DeviceSlot,
  matrix: RollMatrix,
  slot: number,
): RankedLine => {
  const line: SeriesLine = {
    metric: metric.id,
    unit: metric.unit,
    node: node.id,
    name: node.name,
    device,
    mean: [],
    min: [],
    max: [],
  }
  let highest = -Infinity
  for (let step = 0; step < matrix.stepCount; step += 1) {
    const at = step * matrix.slotCount + slot
    const count = matrix.count[at] ?? 0
    const max = count === 0 ? null : tidy(matrix.max[at] ?? NaN)
    line.mean.push(count === 0 ? null : tidy((matrix.sum[at] ?? 0) / count))
    line.min.push(count === 0 ? null : tidy(matrix.min[at] ?? NaN))
    line.max.push(max)
    if (max !== null && max > highest) highest = max
  }
  return { line, highest }
}
