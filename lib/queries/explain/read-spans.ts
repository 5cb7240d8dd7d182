import { metricById } from '../../core/checklist/checklist'
import type { MetricId } from '../../core/checklist/types'
import { explainedMetric } from '../../core/explain/scale-of-metric'
import { stepsOf, valuesPerRow, type MetricSpans, type SpanTimes } from '../../core/explain/spans'
import { spreadOf } from '../../core/explain/spread'
import type { Window } from '../../core/series'
import { STEP_MS } from '../../store/blocks'
import { readKeptBlocks } from '../../store/kept-blocks'
import type { NodeRow } from '../../store/nodes'
import { readRollParts } from '../../store/roll-parts'
import type { Snapshot } from '../../store/snapshot'
import { groupBy } from '../../core/group-by'
import { NodePlaces } from '../slots-of-nodes'
import type { ExplainWindow } from './explain-window'

/** Steps of one metric by step and column, of any group. */
interface StepSums {
  groupId: number
  metric: string
  directory: { nodeSlots: ArrayLike<number> }
  startMs: number
  stepMs: number
  stepCount: number
  count: Float32Array
  sum: Float32Array
}

const EMPTY = new Float32Array()

/** Metrics of all nodes in the spans of the question, as means of steps; metrics that nobody measured are left out. */
export const readSpans = async (
  snapshot: Snapshot,
  metrics: readonly MetricId[],
  nodes: readonly NodeRow[],
  question: ExplainWindow,
): Promise<MetricSpans[]> => {
  const places = new NodePlaces(nodes)
  const { groupIds } = places
  const sealed = await readRollParts(snapshot, 'roll_5m', {
    groupIds,
    metrics,
    scope: 'node',
    windows: disjoint(question.allowed),
    parts: ['count', 'sum'],
  })
  const open = await readKeptBlocks(snapshot, {
    table: 'hot',
    scope: 'node',
    groupIds,
    metrics,
    ...(question.allowed[0] ?? question.window),
  })
  const blocks: StepSums[] = [
    ...sealed.map(({ parts: [count = EMPTY, sum = EMPTY], ...block }) => ({
      ...block,
      stepMs: STEP_MS.roll_5m,
      count,
      sum,
    })),
    ...open,
  ]
  const scratch = new Float32Array(nodes.length * valuesPerRow(question.times))
  return [...groupBy(blocks, ({ metric }) => metric)].flatMap(([metric, ofMetric]) => {
    const definition = metricById(metric)
    if (definition === undefined) return []
    const { rows, values } = assembleSpans(ofMetric, places, question, scratch)
    return rows.length === 0 ? [] : [{ metric: explainedMetric(definition, spreadOf(values)), rows, values }]
  })
}

/** Spans of a chosen baseline are allowed the same window, which is read once. */
const disjoint = (windows: readonly Window[]): Window[] => {
  const sorted = windows.toSorted((one, other) => one.fromMs - other.fromMs)
  const merged: Window[] = []
  for (const { fromMs, toMs } of sorted) {
    const last = merged.at(-1)
    if (last === undefined || fromMs >= last.toMs) merged.push({ fromMs, toMs })
    else last.toMs = Math.max(last.toMs, toMs)
  }
  return merged
}

/** A row for each node that any block knows. The scratch has room for all nodes, whatever it holds. */
const assembleSpans = (
  blocks: readonly StepSums[],
  places: NodePlaces,
  { times, allowed }: ExplainWindow,
  scratch: Float32Array,
): Pick<MetricSpans, 'rows' | 'values'> => {
  const rowOf = new Map<number, number>()
  const columns = new Map<StepSums['directory'], Int32Array>()
  for (const { directory, groupId } of blocks) {
    if (columns.has(directory)) continue
    const rows = places.ofColumns(groupId, directory.nodeSlots).map((node) => {
      if (node < 0) return -1
      const row = rowOf.get(node) ?? rowOf.size
      rowOf.set(node, row)
      return row
    })
    columns.set(directory, rows)
  }
  const size = rowOf.size * valuesPerRow(times)
  const sums = new Float32Array(size)
  const counts = scratch.fill(0, 0, size)
  for (const block of blocks)
    addBlock(block, columns.get(block.directory) ?? new Int32Array(), times, allowed, sums, counts)
  for (let at = 0; at < size; at += 1) {
    const count = counts[at] ?? 0
    sums[at] = count > 0 ? (sums[at] ?? 0) / count : NaN
  }
  return { rows: [...rowOf.keys()].map((node) => ({ node, device: '' })), values: sums }
}

const addBlock = (
  block: StepSums,
  rows: Int32Array,
  times: SpanTimes,
  allowed: readonly Window[],
  sums: Float32Array,
  counts: Float32Array,
): void => {
  const { stepMs, leadSteps, startsMs } = times
  const steps = stepsOf(times)
  startsMs.forEach((startMs, span) => {
    const firstMs = startMs - leadSteps * stepMs
    const { fromMs, toMs } = allowed[span] ?? { fromMs: 0, toMs: 0 }
    const held = { fromMs: Math.max(fromMs, firstMs), toMs: Math.min(toMs, firstMs + steps * stepMs) }
    const first = Math.max(0, Math.ceil((held.fromMs - block.startMs) / block.stepMs))
    const past = Math.min(block.stepCount, Math.ceil((held.toMs - block.startMs) / block.stepMs))
    // Row by row, since the steps of a row lie side by side.
    for (let column = 0; first < past && column < rows.length; column += 1) {
      const row = rows[column] ?? -1
      if (row < 0) continue
      const start = (row * startsMs.length + span) * steps
      for (let step = first; step < past; step += 1) {
        const count = block.count[step * rows.length + column] ?? 0
        if (count === 0) continue
        const at = start + Math.floor((block.startMs + step * block.stepMs - firstMs) / stepMs)
        counts[at] = (counts[at] ?? 0) + count
        sums[at] = (sums[at] ?? 0) + (block.sum[step * rows.length + column] ?? 0)
      }
    }
  })
}
