import type { Column } from './series'

/** A cell of a series that does not exist at the tick: not scraped yet, ended, or silent for long. */
export const ABSENT = Infinity

/** The samples of a series in a window: [start, end) of a column, in which its samples begin at `first`. */
export interface Span {
  /** May hold other series besides. */
  column: Column
  first: number
  start: number
  end: number
}

/** Among the samples [from, to), which are sorted. */
export const firstAtOrAfter = (
  timesMs: Float64Array,
  timeMs: number,
  from = 0,
  to = timesMs.length,
): number => {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((timesMs[middle] ?? Infinity) < timeMs) low = middle + 1
    else high = middle
  }
  return low
}
