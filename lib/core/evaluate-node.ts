import type { NodePlan, ResultRow } from './compile-node'
import { runSteps } from './run-steps'
import type { Column, Window } from './series'
import { fillTickMatrix, type TickMatrix } from './tick-matrix'
import type { UseSeries } from './use-sample'

const isKnown = (cell: number): boolean => cell - cell === 0

/** The known cells of a row; null without any. */
const toUseSeries = ({ metric, device, row }: ResultRow, matrix: TickMatrix): UseSeries | null => {
  const { tickCount, ticksMs, cells } = matrix
  const offset = row * tickCount
  let known = 0
  for (let tick = 0; tick < tickCount; tick += 1) if (isKnown(cells[offset + tick] ?? NaN)) known += 1
  if (known === 0) return null
  if (known === tickCount)
    return { metric, device, timesMs: ticksMs, values: cells.slice(offset, offset + tickCount) }
  const timesMs = new Float64Array(known)
  const values = new Float64Array(known)
  let at = 0
  for (let tick = 0; tick < tickCount; tick += 1) {
    const cell = cells[offset + tick] ?? NaN
    if (!isKnown(cell)) continue
    timesMs[at] = ticksMs[tick] ?? NaN
    values[at] = cell
    at += 1
  }
  return { metric, device, timesMs, values }
}

/**
 * The USE values of a node with `fromMs <= time < toMs`. `columns` are parallel to the plan's series and reach back
 * `MAX_RATE_GAP_MS` before the window, so that windows put together give what one long window gives. Results may
 * share their array of times: change none.
 */
export const evaluateNode = (
  plan: NodePlan,
  columns: readonly (Column | undefined)[],
  window: Window,
): UseSeries[] => {
  const matrix = fillTickMatrix(plan, columns, window)
  const series: UseSeries[] = []
  if (matrix.tickCount === 0) return series
  runSteps(plan.steps, plan.inputs.length, matrix)
  for (const result of plan.results) {
    const known = toUseSeries(result, matrix)
    if (known !== null) series.push(known)
  }
  return series
}
