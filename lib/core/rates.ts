import type { Column } from './series'

/** Between two samples further apart than this nothing is known. */
export const MAX_RATE_GAP_MS = 300_000

/** A wrap is only believed from the last quarter of the range into the first. */
const WRAP_MARGIN = 0.25

/**
 * Growth of a counter from one sample to the next; NaN where it is undefined.
 * A counter that moved backwards was reset, so its growth restarts from zero and the step itself is unknown.
 */
export const counterGrowth = (before: number, now: number, wrapsAt: number): number => {
  if (now >= before) return now - before
  const wrapped = now + wrapsAt - before
  const believable =
    before <= wrapsAt && before >= wrapsAt * (1 - WRAP_MARGIN) && wrapped <= wrapsAt * WRAP_MARGIN
  return believable ? wrapped : NaN
}

/** Neither NaN (the stale marker among them) nor an infinity nor a negative counter can be counted from. */
export const isCountable = (value: number): boolean => value >= 0 && value < Infinity

export interface RateOptions {
  maxGapMs?: number
  /** The counter starts again from zero after this value. */
  wrapsAt?: number
}

export interface RateColumn {
  /** The times of the samples. */
  timesMs: Float64Array
  /** Growth per second since the sample before; NaN where it is undefined. */
  perSecond: Float64Array
  /** Growth since the sample before; NaN where it is undefined. */
  increments: Float64Array
}

export const rateColumn = (column: Column, options: RateOptions = {}): RateColumn => {
  const { maxGapMs = MAX_RATE_GAP_MS, wrapsAt = 0 } = options
  const { timesMs, values } = column
  const perSecond = new Float64Array(timesMs.length).fill(NaN)
  const increments = new Float64Array(timesMs.length).fill(NaN)
  let beforeMs = -Infinity
  let before = NaN
  for (let index = 0; index < timesMs.length; index += 1) {
    const nowMs = timesMs[index] ?? NaN
    const now = values[index] ?? NaN
    const gapMs = nowMs - beforeMs
    if (isCountable(now) && isCountable(before) && gapMs > 0 && gapMs <= maxGapMs) {
      const growth = counterGrowth(before, now, wrapsAt)
      increments[index] = growth
      perSecond[index] = (growth * 1000) / gapMs
    }
    before = now
    beforeMs = nowMs
  }
  return { timesMs, perSecond, increments }
}
