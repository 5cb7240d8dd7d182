import type { MetricId } from '../core/checklist/types'
import { InvalidInputError } from '../core/errors'
import { createMatrix, type RollMatrix } from '../core/rollup'
import { slicesOf } from '../core/series'
import { DAY_MS, dayOf } from '../core/times'
import { readBlocks, STEP_MS } from '../store/blocks'
import { readKeptBlocks } from '../store/kept-blocks'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { addBlocks } from './assemble-matrix'
import { shapeOf } from './read-folded'
import { slotsOfNodes } from './slots-of-nodes'
import type { SteppedWindow } from './window-step'

/** Values held at once while a long window is read. */
const VALUES_AT_ONCE = 4_000_000
/** Beyond this, what is read would push everything else out of memory. */
const VALUES_KEPT = 2_000_000
/** What an answer may be made of, so that it takes a second or two. */
const MOST_VALUES = 60_000_000

/** One slot for each node, in their order. */
export const readHeatMatrix = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  metric: MetricId,
  nodes: readonly NodeRow[],
): Promise<RollMatrix> => {
  const { window, table } = stepped
  const valuesPerMs = Math.max(1, nodes.length) / STEP_MS[table]
  const valueCount = (window.toMs - window.fromMs) * valuesPerMs
  if (valueCount > MOST_VALUES) throw tooMuch(nodes.length, MOST_VALUES / valuesPerMs)
  const { groupIds, slotOf } = slotsOfNodes(nodes)
  const matrix = createMatrix(shapeOf(stepped, nodes.length))
  const question = { groupIds, metrics: [metric], scope: 'node' as const }
  const readSealed = valueCount <= VALUES_KEPT ? readKeptBlocks : readBlocks
  for (const part of slicesOf(window, daysOf(Math.ceil(VALUES_AT_ONCE / valuesPerMs))))
    addBlocks(matrix, await readSealed(snapshot, { ...question, ...part, table }), slotOf)
  addBlocks(matrix, await readKeptBlocks(snapshot, { ...question, ...window, table: 'hot' }), slotOf)
  return matrix
}

/** Whole days, so that no step of a table is read twice. */
const daysOf = (longestMs: number): number => Math.max(DAY_MS, dayOf(longestMs))

const tooMuch = (nodeCount: number, mostMs: number): InvalidInputError => {
  const days = Math.floor(mostMs / DAY_MS)
  const message = `a heat map of ${String(nodeCount)} nodes reaches ${String(days)} days at most: filter the nodes or choose a shorter window`
  return new InvalidInputError(message, { reason: 'window' })
}
