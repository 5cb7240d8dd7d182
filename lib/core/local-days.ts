import { BUCKET_MS, DAY_MS } from './times'
import { zoneOffset, type OffsetAt } from './zoned-time'

export const isZone = (zone: string): boolean => {
  try {
    zoneOffset(zone)
    return true
  } catch {
    return false
  }
}

export const BINS_PER_DAY = DAY_MS / BUCKET_MS

/** Whole days of a zone's clock, and for each five minutes since they began its place: day × `BINS_PER_DAY` + bin. */
export interface LocalDays {
  days: number
  /** The first of them, in days of the calendar since 1 January 1970. */
  firstDay: number
  fromMs: number
  toMs: number
  placeOf: Int32Array
}

const localDayOf = (timeMs: number, offsetAt: OffsetAt): number =>
  Math.floor((timeMs + offsetAt(timeMs)) / DAY_MS)

/** When the local day begins: its first five minutes, also where the clock skips midnight. */
const beginOf = (localDay: number, offsetAt: OffsetAt): number => {
  let beginMs = localDay * DAY_MS - offsetAt(localDay * DAY_MS)
  beginMs = Math.floor(beginMs / BUCKET_MS) * BUCKET_MS
  while (localDayOf(beginMs, offsetAt) >= localDay) beginMs -= BUCKET_MS
  while (localDayOf(beginMs, offsetAt) < localDay) beginMs += BUCKET_MS
  return beginMs
}

/** The last `days` days of the zone; the last of them is the one that `nowMs` lies in. */
export const localDays = (nowMs: number, days: number, zone: string): LocalDays => {
  const offsetAt = zoneOffset(zone)
  const lastDay = localDayOf(nowMs, offsetAt)
  const firstDay = lastDay - days + 1
  const fromMs = beginOf(firstDay, offsetAt)
  const toMs = beginOf(lastDay + 1, offsetAt)
  const placeOf = new Int32Array((toMs - fromMs) / BUCKET_MS)
  const offsets = offsetsOf(fromMs, placeOf.length, offsetAt)
  for (let step = 0; step < placeOf.length; step += 1) {
    const localMs = fromMs + step * BUCKET_MS + (offsets[step] ?? 0)
    placeOf[step] = Math.floor(localMs / BUCKET_MS) - firstDay * BINS_PER_DAY
  }
  return { days, firstDay, fromMs, toMs, placeOf }
}

/** Asked once a day where it is the same at both ends of the day, because asking is slow. */
const offsetsOf = (fromMs: number, steps: number, offsetAt: OffsetAt): Float64Array => {
  const offsets = new Float64Array(steps)
  for (let first = 0; first < steps; first += BINS_PER_DAY) {
    const past = Math.min(steps, first + BINS_PER_DAY)
    const offsetMs = offsetAt(fromMs + first * BUCKET_MS)
    const isSame = offsetMs === offsetAt(fromMs + past * BUCKET_MS)
    for (let step = first; step < past; step += 1)
      offsets[step] = isSame ? offsetMs : offsetAt(fromMs + step * BUCKET_MS)
  }
  return offsets
}

/** 1 January 1970 was a Thursday, the fourth day of the week. */
const WEEKDAY_OF_DAY_ZERO = 4
const DAYS_PER_WEEK = 7

/** From 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export const weekdayOf = ({ firstDay }: LocalDays, day: number): number =>
  ((((firstDay + day + WEEKDAY_OF_DAY_ZERO - 1) % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK) + 1

/** As the calendar writes it: 2026-10-25. */
export const dateOf = ({ firstDay }: LocalDays, day: number): string =>
  new Date((firstDay + day) * DAY_MS).toISOString().slice(0, 10)

/** How often the clock shows each five minutes of each day: once, never where it skips them, twice where it is set back. */
export const timesShown = ({ days, placeOf }: LocalDays): Uint8Array => {
  const shown = new Uint8Array(days * BINS_PER_DAY)
  for (const place of placeOf) shown[place] = (shown[place] ?? 0) + 1
  return shown
}
