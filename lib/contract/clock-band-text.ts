import type { ClockBand } from '../core/clock-band'

const TEXT = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/
const MINUTES_PER_HOUR = 60
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR
/** What times of the day are told apart by. */
const BIN_MINUTES = 5

/** A part of the day like 06:00-07:30, from midnight to midnight where the ends are equal; null when it is none. */
export const parseClockBand = (text: string): ClockBand | null => {
  const [, ...parts] = TEXT.exec(text) ?? []
  const [fromHour, fromPart, toHour, toPart] = parts.map(Number)
  if (fromHour === undefined || fromPart === undefined || toHour === undefined || toPart === undefined)
    return null
  const fromMinute = fromHour * MINUTES_PER_HOUR + fromPart
  const toMinute = toHour * MINUTES_PER_HOUR + toPart
  if (toMinute > MINUTES_PER_DAY) return null
  const isWhole = fromMinute % BIN_MINUTES === 0 && toMinute % BIN_MINUTES === 0
  return isWhole ? { fromMinute, toMinute: toMinute % MINUTES_PER_DAY } : null
}

const twoDigits = (part: number): string => String(part).padStart(2, '0')

export const printMinute = (minute: number): string =>
  `${twoDigits(Math.floor(minute / MINUTES_PER_HOUR))}:${twoDigits(minute % MINUTES_PER_HOUR)}`

export const printClockBand = ({ fromMinute, toMinute }: ClockBand): string =>
  `${printMinute(fromMinute)}-${toMinute === 0 ? '24:00' : printMinute(toMinute)}`
