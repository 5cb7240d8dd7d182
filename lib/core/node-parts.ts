import type { NodePlan } from './compile-node'
import { runSteps } from './run-steps'
import type { Span } from './span'
import { fillTickMatrix, type TickMatrix } from './tick-matrix'

/** Where count, sum, min and max of a result and step lie. */
export const PARTS = 4
export const COUNT = 0
export const SUM = 1
export const MIN = 2
export const MAX = 3

/** The mergeable parts of every result of a plan in a few steps of time, to which later samples can be added. */
export interface NodeParts {
  startMs: number
  stepMs: number
  stepCount: number
  /** Index = (result * stepCount + step) * PARTS + part. Not measured is count 0. */
  cells: Float64Array
}

export const createNodeParts = (
  plan: NodePlan,
  span: Pick<NodeParts, 'startMs' | 'stepMs' | 'stepCount'>,
): NodeParts => {
  const parts = { ...span, cells: new Float64Array(plan.results.length * span.stepCount * PARTS) }
  clearParts(parts, span.startMs)
  return parts
}

/** Forgets the steps from this time on, which is the begin of one. */
export const clearParts = ({ startMs, stepMs, stepCount, cells }: NodeParts, fromMs: number): void => {
  const first = Math.max(0, (fromMs - startMs) / stepMs)
  for (let row = 0; row < cells.length; row += stepCount * PARTS)
    for (let at = row + first * PARTS; at < row + stepCount * PARTS; at += PARTS) {
      cells[at + COUNT] = 0
      cells[at + SUM] = 0
      cells[at + MIN] = Infinity
      cells[at + MAX] = -Infinity
    }
}

let retainedSteps = new Int32Array(1 << 10)

/** The step of each tick. */
const stepsOf = ({ tickCount, ticksMs }: TickMatrix, { startMs, stepMs }: NodeParts): Int32Array => {
  if (retainedSteps.length < tickCount) retainedSteps = new Int32Array(tickCount * 2)
  for (let tick = 0; tick < tickCount; tick += 1)
    retainedSteps[tick] = Math.floor(((ticksMs[tick] ?? 0) - startMs) / stepMs)
  return retainedSteps
}

/**
 * Adds what is measured at the ticks of the spans, which lie in the time of the parts and after all ticks that were added
 * before; answers the last of them, -Infinity without any. Bit for bit what adding all of them at once gives.
 */
export const addToParts = (
  plan: NodePlan,
  spans: readonly (Span | undefined)[],
  parts: NodeParts,
): number => {
  const matrix = fillTickMatrix(plan, spans)
  const { tickCount, ticksMs } = matrix
  if (tickCount === 0) return -Infinity
  runSteps(plan.steps, plan.inputs.length, matrix)
  const steps = stepsOf(matrix, parts)
  const width = parts.stepCount * PARTS
  let row = 0
  for (const result of plan.results) {
    addRow(matrix, result.row * tickCount, steps, parts.cells, row)
    row += width
  }
  return ticksMs[tickCount - 1] ?? -Infinity
}

function addRow(
  { cells, tickCount }: TickMatrix,
  offset: number,
  steps: Int32Array,
  into: Float64Array,
  row: number,
): void {
  for (let tick = 0; tick < tickCount; tick += 1) {
    const value = cells[offset + tick] ?? NaN
    if (value - value !== 0) continue
    const at = row + (steps[tick] ?? 0) * PARTS
    into[at + COUNT] = (into[at + COUNT] ?? 0) + 1
    into[at + SUM] = (into[at + SUM] ?? 0) + value
    if (value < (into[at + MIN] ?? 0)) into[at + MIN] = value
    if (value > (into[at + MAX] ?? 0)) into[at + MAX] = value
  }
}
