import type { BinMaxima } from './fold'
import { BINS_PER_DAY, type LocalDays } from './local-days'
import type { Window } from './series'
import { BUCKET_MS, DAY_MS, MINUTE_MS } from './times'
import { firstMomentOf, momentsOf, type OffsetAt } from './zoned-time'

/** A part of the day, in minutes since midnight; one that ends before it begins goes on after midnight. */
export interface ClockBand {
  fromMinute: number
  toMinute: number
}

const MINUTES_PER_DAY = DAY_MS / MINUTE_MS
const BIN_MINUTES = BUCKET_MS / MINUTE_MS

/** A band that ends where it begins is the whole day. */
const minutesOf = ({ fromMinute, toMinute }: ClockBand): number =>
  (toMinute - fromMinute + MINUTES_PER_DAY) % MINUTES_PER_DAY || MINUTES_PER_DAY

/** When the band was on each day, from the moment at which the clock first shows its begin to the last that shows its end. */
export const bandWindows = (
  { firstDay, days }: Pick<LocalDays, 'firstDay' | 'days'>,
  band: ClockBand,
  offsetAt: OffsetAt,
): Window[] =>
  Array.from({ length: days }, (_, day) => {
    const fromClockMs = (firstDay + day) * DAY_MS + band.fromMinute * MINUTE_MS
    const toClockMs = fromClockMs + minutesOf(band) * MINUTE_MS
    const fromMs = firstMomentOf(fromClockMs, offsetAt)
    return { fromMs, toMs: momentsOf(toClockMs, offsetAt).at(-1) ?? firstMomentOf(toClockMs, offsetAt) }
  })

/** By day, whether the band was measured, and whether something in it lies above the threshold. */
export interface BandDays {
  measured: Uint8Array
  above: Uint8Array
  /** The highest value that the band has on any day; NaN where it was not measured. */
  highest: number
}

/** What one node did in the band. What goes on after midnight belongs to the day on which the band begins. */
export const bandDays = (
  maxima: BinMaxima,
  threshold: number,
  band: ClockBand,
  isCounted: (day: number) => boolean,
): BandDays => {
  const days = maxima.length / BINS_PER_DAY
  const found: BandDays = { measured: new Uint8Array(days), above: new Uint8Array(days), highest: NaN }
  const bins = Math.ceil(minutesOf(band) / BIN_MINUTES)
  const first = Math.floor(band.fromMinute / BIN_MINUTES)
  for (let day = 0; day < days; day += 1) {
    if (!isCounted(day)) continue
    const begin = day * BINS_PER_DAY + first
    const highest = highestOf(maxima.subarray(begin, begin + bins))
    if (highest !== highest) continue
    found.measured[day] = 1
    if (highest > threshold) found.above[day] = 1
    if (!(found.highest >= highest)) found.highest = highest
  }
  return found
}

const highestOf = (values: Float32Array): number => {
  let highest = NaN
  for (const value of values) if (value === value && !(highest >= value)) highest = value
  return highest
}
