/** A part of the clock in which bursts begin more often than they do in the rest of it. */
export interface ClockWindow {
  periodHours: number
  /** 0 ≤ start < bins of the period; start + width may reach beyond them. */
  startBin: number
  widthBins: number
}

/** Nothing is said to come back that was not there on three days, or in three weeks. */
export const FEWEST_HITS = 3

/** Beyond chance it must be much, or a large fleet shows every ripple of the day. */
export const LEAST_RATIO = 3

export const isMuch = (hits: number, count: number, expected: number): boolean =>
  hits >= FEWEST_HITS && hits > LEAST_RATIO * count * expected
