import { counterGrowth, isCountable, MAX_RATE_GAP_MS } from './rates'
import { isStaleAt } from './stale'
import { ABSENT, firstAtOrAfter, type Span } from './span'

const HOLE = NaN
/** Below this much history the pace of a change is noise. */
const MIN_DECLINE_MS = 60_000

/** Where a row is written: `tickCount` cells from `offset` on. */
export interface RowTarget {
  ticks: Float64Array
  tickCount: number
  cells: Float64Array
  offset: number
}

/** The time of the sample just before the window; -Infinity without one, or if the series ended with it. */
const aliveSinceMs = ({ column, first, start }: Span): number =>
  start === first || isStaleAt(column.values, start - 1)
    ? -Infinity
    : (column.timesMs[start - 1] ?? -Infinity)

/** A series that was heard of lately exists, although it has no sample at this tick. */
const silentCell = (sinceMs: number): number => (sinceMs <= MAX_RATE_GAP_MS ? HOLE : ABSENT)

export const fillValue = (span: Span, { ticks, tickCount, cells, offset }: RowTarget): void => {
  const { timesMs, values } = span.column
  let lastMs = aliveSinceMs(span)
  let index = span.start
  for (let tick = 0; tick < tickCount; tick += 1) {
    const tickMs = ticks[tick] ?? HOLE
    if (index >= span.end || timesMs[index] !== tickMs) {
      cells[offset + tick] = silentCell(tickMs - lastMs)
      continue
    }
    const value = values[index] ?? HOLE
    const ended = value !== value && isStaleAt(values, index)
    cells[offset + tick] = ended ? ABSENT : value - value === 0 ? value : HOLE
    lastMs = ended ? -Infinity : tickMs
    index += 1
  }
}

export const fillRate = (
  span: Span,
  { ticks, tickCount, cells, offset }: RowTarget,
  wrapsAt: number,
): void => {
  const { timesMs, values } = span.column
  let lastMs = aliveSinceMs(span)
  let last = span.start === span.first ? HOLE : (values[span.start - 1] ?? HOLE)
  let index = span.start
  for (let tick = 0; tick < tickCount; tick += 1) {
    const tickMs = ticks[tick] ?? HOLE
    const gapMs = tickMs - lastMs
    if (index >= span.end || timesMs[index] !== tickMs) {
      cells[offset + tick] = silentCell(gapMs)
      continue
    }
    const value = values[index] ?? HOLE
    const ended = value !== value && isStaleAt(values, index)
    if (ended) cells[offset + tick] = ABSENT
    else if (!isCountable(value)) cells[offset + tick] = HOLE
    else if (gapMs > MAX_RATE_GAP_MS) cells[offset + tick] = ABSENT
    else if (!isCountable(last)) cells[offset + tick] = HOLE
    else cells[offset + tick] = (counterGrowth(last, value, wrapsAt) * 1000) / gapMs
    lastMs = ended ? -Infinity : tickMs
    last = value
    index += 1
  }
}

/** Seconds to zero at the pace since the oldest sample of the same run that is at most the greatest gap old. */
export const fillDecline = (span: Span, { ticks, tickCount, cells, offset }: RowTarget): void => {
  const { timesMs, values } = span.column
  const firstMs = timesMs[span.start] ?? Infinity
  let oldest = firstAtOrAfter(timesMs, firstMs - MAX_RATE_GAP_MS, span.first, span.start)
  for (let at = oldest; at < span.start; at += 1) if (!Number.isFinite(values[at] ?? HOLE)) oldest = at + 1
  let index = span.start
  for (let tick = 0; tick < tickCount; tick += 1) {
    const tickMs = ticks[tick] ?? HOLE
    cells[offset + tick] = HOLE
    if (index >= span.end || timesMs[index] !== tickMs) continue
    const value = values[index] ?? HOLE
    while (tickMs - (timesMs[oldest] ?? tickMs) > MAX_RATE_GAP_MS) oldest += 1
    const spanMs = tickMs - (timesMs[oldest] ?? tickMs)
    const lostPerSecond = (((values[oldest] ?? HOLE) - value) * 1000) / spanMs
    if (!Number.isFinite(value)) oldest = index + 1
    else if (spanMs < MIN_DECLINE_MS) cells[offset + tick] = HOLE
    else cells[offset + tick] = lostPerSecond <= 0 ? Number.MAX_VALUE : value / lostPerSecond
    index += 1
  }
}
