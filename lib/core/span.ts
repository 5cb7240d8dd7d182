import type { Column } from './series'

/** A cell of a series that does not exist at the tick: not scraped yet, ended, or silent for long. */
export const ABSENT = Infinity

/** The samples of a series in a window: [start, end) of its column. */
export interface Span {
  column: Column
  start: number
  end: number
}

export const firstAtOrAfter = (timesMs: Float64Array, timeMs: number): number => {
  let low = 0
  let high = timesMs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((timesMs[middle] ?? Infinity) < timeMs) low = middle + 1
    else high = middle
  }
  return low
}
