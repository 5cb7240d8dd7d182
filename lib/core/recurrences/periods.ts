import { BUCKET_MS, DAY_MS, HOUR_MS } from '../times'

export const BIN_MS = BUCKET_MS
export const BINS_PER_HOUR = HOUR_MS / BIN_MS
const MINUTES_PER_BIN = BIN_MS / 60_000

export const HOURS_PER_WEEK = 168
export const BINS_PER_WEEK = HOURS_PER_WEEK * BINS_PER_HOUR

/** How often something may come back: hourly, n-hourly, daily, weekly. */
const PERIODS_HOURS: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 24, HOURS_PER_WEEK]

/** A window of hours shows some of them three times. */
export const periodsWithin = (hours: number): number[] => PERIODS_HOURS.filter((period) => 2 * period < hours)

/** How long on the clock the onsets may be spread, in bins. */
const WIDTHS_BINS: readonly number[] = [2, 3, 4, 6, 9, 12, 18, 24, 36, 48]
/** A window that fills more of its period says nothing of the clock. */
const MOST_OF_PERIOD = 1 / 4

export const widthsOf = (periodBins: number): number[] =>
  WIDTHS_BINS.filter((width) => width <= Math.max(2, periodBins * MOST_OF_PERIOD))

export const minutesOf = (bins: number): number => bins * MINUTES_PER_BIN

/** The first Monday of the epoch, so that weeks begin on Mondays. */
const FIRST_MONDAY_MS = 4 * DAY_MS

/** A clock on the wall: UTC, or that of a zone, whose offset is asked hour by hour. */
export interface WallClock {
  name: string
  fromMs: number
  /** By hour of the window. */
  offsetMs: Float64Array
}

export const wallClock = (
  name: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  offsetAt: (timeMs: number) => number,
): WallClock => ({
  name,
  fromMs,
  offsetMs: Float64Array.from({ length: Math.ceil((toMs - fromMs) / HOUR_MS) }, (_, hour) =>
    offsetAt(fromMs + hour * HOUR_MS),
  ),
})

const offsetOf = ({ fromMs, offsetMs }: WallClock, timeMs: number): number => {
  const hour = Math.floor((timeMs - fromMs) / HOUR_MS)
  return offsetMs[Math.min(offsetMs.length - 1, Math.max(0, hour))] ?? 0
}

/** Whole bins on the wall since some Monday 00:00. */
export const wallBinOf = (clock: WallClock, timeMs: number): number =>
  Math.floor((timeMs + offsetOf(clock, timeMs) - FIRST_MONDAY_MS) / BIN_MS)

export const changesWithin = ({ offsetMs }: WallClock): boolean =>
  offsetMs.some((offset) => offset !== offsetMs[0])

/** How far the clock is ahead at the end of the window. */
export const lastOffsetMs = ({ offsetMs }: WallClock): number => offsetMs.at(-1) ?? 0

export const modulo = (value: number, period: number): number => ((value % period) + period) % period
