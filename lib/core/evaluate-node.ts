import type { NodePlan, ResultRow } from './compile-node'
import { runSteps } from './run-steps'
import type { Column, Window } from './series'
import { firstAtOrAfter, type Span } from './span'
import { fillTickMatrix, type TickMatrix } from './tick-matrix'
import type { UseSeries } from './use-sample'

const isKnown = (cell: number): boolean => cell - cell === 0

/** The known cells of a row; null without any. */
const toUseSeries = (
  { metric, device, row }: ResultRow,
  { tickCount, cells }: TickMatrix,
  ticksMs: Float64Array,
): UseSeries | null => {
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

/** Of every series that the plan reads the samples in the window. */
const spansOf = (
  plan: NodePlan,
  columns: readonly (Column | undefined)[],
  window: Window,
): (Span | undefined)[] => {
  const spans = new Array<Span | undefined>(plan.seriesCount)
  for (const { series } of plan.inputs) {
    const column = columns[series]
    if (column === undefined || spans[series] !== undefined) continue
    const start = firstAtOrAfter(column.timesMs, window.fromMs)
    spans[series] = { column, first: 0, start, end: firstAtOrAfter(column.timesMs, window.toMs) }
  }
  return spans
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
  const matrix = fillTickMatrix(plan, spansOf(plan, columns, window))
  const series: UseSeries[] = []
  if (matrix.tickCount === 0) return series
  runSteps(plan.steps, plan.inputs.length, matrix)
  const ticksMs = matrix.ticksMs.slice(0, matrix.tickCount)
  for (const result of plan.results) {
    const known = toUseSeries(result, matrix, ticksMs)
    if (known !== null) series.push(known)
  }
  return series
}
