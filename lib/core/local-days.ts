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
  return { days, fromMs, toMs, placeOf }
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
