import type { ClockBand } from '@/lib/core/clock-band'

const BIN_MINUTES = 5
const MINUTES_PER_DAY = 24 * 60

/** The part of the day that steps of five minutes span, both ends included. */
export const bandOfSteps = ({ from, to }: { from: number; to: number }): ClockBand => ({
  fromMinute: from * BIN_MINUTES,
  toMinute: ((to + 1) * BIN_MINUTES) % MINUTES_PER_DAY,
})

export interface BandPart {
  /** 0..1 along the day. */
  from: number
  width: number
}

/** One part, or two where it goes on after midnight. */
export const partsOfBand = ({ fromMinute, toMinute }: ClockBand): BandPart[] => {
  const from = fromMinute / MINUTES_PER_DAY
  const to = toMinute / MINUTES_PER_DAY
  if (to > from) return [{ from, width: to - from }]
  return [{ from, width: 1 - from }, ...(to === 0 ? [] : [{ from: 0, width: to }])]
}
