import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/times'

/** A moment as somebody typed it, before anybody asked which clock it is meant by. */
export type TypedMoment =
  | { kind: 'relative'; agoMs: number }
  /** Days since 1970 and time of day as the clock shows them; null for what was not said. */
  | { kind: 'clock'; day: TypedDay | null; timeOfDayMs: number | null }

export type TypedDay =
  | { kind: 'date'; dayMs: number }
  | { kind: 'yearless'; month: number; dayOfMonth: number }
  | { kind: 'weekday'; weekday: number }
  | { kind: 'ago'; days: number }

const SECOND_MS = 1_000
const UNITS: readonly [pattern: RegExp, unitMs: number][] = [
  [/^(?:s|sec|secs|seconds?)$/, SECOND_MS],
  [/^(?:m|min|mins|minutes?)$/, MINUTE_MS],
  [/^(?:h|hr|hrs|hours?)$/, HOUR_MS],
  [/^(?:d|days?)$/, DAY_MS],
  [/^(?:w|weeks?)$/, 7 * DAY_MS],
]
const RELATIVE = /^(?:now ?- ?|(?:the )?last )?(\d{1,6})? ?([a-z]+)( ago)?$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const readRelative = (text: string): TypedMoment | null => {
  if (text === 'now') return { kind: 'relative', agoMs: 0 }
  const [, amount, word = ''] = RELATIVE.exec(text) ?? []
  const unit = UNITS.find(([pattern]) => pattern.test(word))
  const isSaid = amount !== undefined || text.includes('last ')
  return unit === undefined || !isSaid ? null : { kind: 'relative', agoMs: Number(amount ?? 1) * unit[1] }
}

/** Date.UTC moves 31 April to 1 May instead of refusing it. */
const dateOf = (year: number, month: number, dayOfMonth: number): TypedDay | null => {
  const dayMs = Date.UTC(year, month, dayOfMonth)
  const date = new Date(dayMs)
  const isReal = date.getUTCMonth() === month && date.getUTCDate() === dayOfMonth
  return isReal ? { kind: 'date', dayMs } : null
}

const monthOf = (word: string): number => MONTHS.findIndex((month) => word.startsWith(month))

const monthDay = (dayText: string, word: string, yearText: string | undefined): TypedDay | null => {
  const month = monthOf(word)
  const dayOfMonth = Number(dayText)
  if (month < 0 || dayOfMonth < 1 || dayOfMonth > 31) return null
  return yearText === undefined
    ? { kind: 'yearless', month, dayOfMonth }
    : dateOf(Number(yearText), month, dayOfMonth)
}

const YEAR = '(?: (\\d{4}))?'
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})${YEAR}$`)
const MONTH_FIRST = new RegExp(`^([a-z]{3,9}) (\\d{1,2})(?:st|nd|rd|th)?${YEAR}$`)
const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/

const readDay = (text: string): TypedDay | null => {
  if (text === 'today') return { kind: 'ago', days: 0 }
  if (text === 'yesterday') return { kind: 'ago', days: 1 }
  const weekday = WEEKDAYS.findIndex((name) => /^[a-z]{3,9}$/.test(text) && text.startsWith(name))
  if (weekday >= 0) return { kind: 'weekday', weekday }
  const iso = ISO_DAY.exec(text)
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) return monthDay(dayFirst[1] ?? '', dayFirst[2] ?? '', dayFirst[3])
  const monthFirst = MONTH_FIRST.exec(text)
  return monthFirst === null ? null : monthDay(monthFirst[2] ?? '', monthFirst[1] ?? '', monthFirst[3])
}

const TIME_OF_DAY = /^(?:(.*?) )?(\d{1,2})(?::(\d{2})(?::(\d{2}))?)?(?: ?(am|pm))?$/
const MIDDAY_HOUR = 12

/** Hours of a 12-hour clock begin with 12; null for an hour that no clock shows. */
const hourOf = (hour: number, half: string | undefined): number | null => {
  if (half === undefined) return hour < 24 ? hour : null
  if (hour < 1 || hour > MIDDAY_HOUR) return null
  return (hour % MIDDAY_HOUR) + (half === 'pm' ? MIDDAY_HOUR : 0)
}

const readClock = (text: string): TypedMoment | null => {
  const [, dayText, hourText, minuteText, secondText = '0', half] = TIME_OF_DAY.exec(text) ?? []
  if (hourText === undefined || (minuteText === undefined && half === undefined)) return null
  const hour = hourOf(Number(hourText), half)
  const minute = Number(minuteText ?? 0)
  const second = Number(secondText)
  if (hour === null || minute > 59 || second > 59) return null
  const day = dayText === undefined ? null : readDay(dayText)
  if (dayText !== undefined && day === null) return null
  const timeOfDayMs = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS
  return { kind: 'clock', day, timeOfDayMs }
}

/** Of words in lower case with single spaces; null when they are no moment. */
export const readMoment = (text: string): TypedMoment | null => {
  const day = readDay(text)
  if (day !== null) return { kind: 'clock', day, timeOfDayMs: null }
  return readRelative(text) ?? readClock(text)
}
