import type { MetricId } from '../core/checklist/types'
import type { RollShape } from '../core/rollup'
import { readBlocks, type Block, type Scope } from '../store/blocks'
import type { Reader } from '../store/reader'
import { assembleMatrix, type SlotOf } from './assemble-matrix'
import { foldReadings, type FoldedReadings } from './fold-readings'
import { groupBy } from './group-by'
import type { SteppedWindow } from './window-step'

export interface FoldQuestion {
  stepped: SteppedWindow
  metrics: readonly MetricId[]
  groupIds: readonly number[]
  scope: Scope
  slotCount: number
  slotOf: SlotOf
  asOfMs: number
}

/** Values held at once, so that a week of a large fleet needs no more memory than an hour of a small one. */
const VALUES_AT_ONCE = 8_000_000

/** Sealed and hot blocks of the metrics; both in one snapshot, so nothing is counted twice. */
export const readWindowBlocks = async (
  reader: Reader,
  question: Pick<FoldQuestion, 'stepped' | 'groupIds' | 'scope'>,
  metrics: readonly MetricId[],
): Promise<Block[]> => {
  const { stepped, groupIds, scope } = question
  const common = { groupIds, metrics, scope, fromMs: stepped.window.fromMs, toMs: stepped.window.toMs }
  const sealed = await readBlocks(reader, { ...common, table: stepped.table })
  const hot = await readBlocks(reader, { ...common, table: 'hot' })
  return [...sealed, ...hot]
}

export const shapeOf = ({ window, stepMs }: SteppedWindow, slotCount: number): RollShape => ({
  startMs: window.fromMs,
  stepMs,
  stepCount: Math.round((window.toMs - window.fromMs) / stepMs),
  slotCount,
})

const inParts = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  )

export const readFolded = async (
  reader: Reader,
  question: FoldQuestion,
): Promise<Map<MetricId, FoldedReadings>> => {
  const { stepped, metrics, slotCount, slotOf, asOfMs } = question
  const folded = new Map<MetricId, FoldedReadings>()
  if (slotCount === 0) return folded
  const shape = shapeOf(stepped, slotCount)
  const valuesPerMetric = shape.stepCount * slotCount
  for (const part of inParts(metrics, Math.max(1, Math.floor(VALUES_AT_ONCE / valuesPerMetric)))) {
    const blocks = groupBy(await readWindowBlocks(reader, question, part), ({ metric }) => metric)
    for (const [metric, ofMetric] of blocks) {
      folded.set(metric, foldReadings(assembleMatrix(shape, ofMetric, slotOf), asOfMs))
    }
  }
  return folded
}
