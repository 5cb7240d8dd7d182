import type { NodePlan } from './compile-node'
import { fillDecline, fillRate, fillValue, type RowTarget } from './fill-row'
import { ABSENT, type Span } from './span'

/** Rows of values, one column for each time at which any series of the node has a sample in the window. */
export interface TickMatrix {
  tickCount: number
  /** The times of the ticks, and whatever behind them. */
  ticksMs: Float64Array
  /** Index = row * tickCount + tick. A cell is a value, ABSENT, or NaN: a hole, of which nothing can be made. */
  cells: Float64Array
}

const RETAINED_CELLS = 1 << 22
let retainedCells = new Float64Array(1 << 15)
let ticks = new Float64Array(1 << 10)
let spareTicks = new Float64Array(1 << 10)

/** Memory of any content; kept for the next call, unless it is large. */
const cellsFor = (length: number): Float64Array => {
  if (length <= retainedCells.length) return retainedCells
  const cells = new Float64Array(length)
  if (length <= RETAINED_CELLS) retainedCells = cells
  return cells
}

const coversSpan = (tickCount: number, { column, start, end }: Span): boolean => {
  if (end - start !== tickCount) return false
  const { timesMs } = column
  for (let tick = 0; tick < tickCount; tick += 1) if (ticks[tick] !== timesMs[start + tick]) return false
  return true
}

/** Adds the times of a span to the ticks; returns how many ticks there are then. */
const mergeTicks = (tickCount: number, { column, start, end }: Span): number => {
  const { timesMs } = column
  const needed = tickCount + end - start
  if (spareTicks.length < needed) spareTicks = new Float64Array(needed * 2)
  let tick = 0
  let index = start
  let length = 0
  while (tick < tickCount || index < end) {
    const tickMs = tick < tickCount ? (ticks[tick] ?? Infinity) : Infinity
    const sampleMs = index < end ? (timesMs[index] ?? Infinity) : Infinity
    if (tickMs <= sampleMs) tick += 1
    if (sampleMs <= tickMs) index += 1
    spareTicks[length] = Math.min(tickMs, sampleMs)
    length += 1
  }
  const merged = spareTicks
  spareTicks = ticks
  ticks = merged
  return length
}

/** Fills the rows of the plan's inputs and leaves room for those of its steps. Everything stays valid until the next call. */
export const fillTickMatrix = (plan: NodePlan, spans: readonly (Span | undefined)[]): TickMatrix => {
  let tickCount = 0
  for (const span of spans) {
    if (span === undefined || span.start === span.end || coversSpan(tickCount, span)) continue
    tickCount = mergeTicks(tickCount, span)
  }
  const cells = cellsFor((plan.inputs.length + plan.steps.length) * tickCount)
  const target: RowTarget = { ticks, tickCount, cells, offset: 0 }
  for (const input of plan.inputs) {
    const span = spans[input.series]
    if (span === undefined) cells.fill(ABSENT, target.offset, target.offset + tickCount)
    else if (input.kind === 'rate') fillRate(span, target, input.wrapsAt)
    else if (input.kind === 'value') fillValue(span, target)
    else fillDecline(span, target)
    target.offset += tickCount
  }
  return { tickCount, ticksMs: ticks, cells }
}
