import { isZone } from '../local-days'
import type { CalendarRule } from './calendar-rule'
import { numbersBetween } from './calendar-rule'
import {
  DAYS_OF_MONTH,
  HOURS,
  MONTHS_OF_YEAR,
  parseNumberList,
  SIXTY,
  WEEKDAY_NAMES,
  type ListDialect,
  type NumberRange,
} from './number-list'

/** A rule, and the zone that it is read in where it names one itself. */
export interface ZonedRule {
  rule: CalendarRule
  zone: string | null
}

const DIALECT: ListDialect = { separator: '..', stepsToEnd: true }
const YEARS: NumberRange = { least: 1970, most: 2199 }

/** systemd.time(7), with the times of day that they stand for. */
const SHORTHANDS: Readonly<Record<string, string>> = {
  minutely: '*-*-* *:*:00',
  hourly: '*-*-* *:00:00',
  daily: '*-*-* 00:00:00',
  monthly: '*-*-01 00:00:00',
  weekly: 'Mon *-*-* 00:00:00',
  yearly: '*-01-01 00:00:00',
  annually: '*-01-01 00:00:00',
  quarterly: '*-01,04,07,10-01 00:00:00',
  semiannually: '*-01,07-01 00:00:00',
}

const EVERY_DAY = '*-*-*'
const MIDNIGHT = '00:00:00'

const weekdaysOf = (text: string): Set<number> | null => {
  const days = new Set<number>()
  for (const part of text.split(',')) {
    const [from = '', to = from] = part.replace(/(?<=[a-z])-(?=[a-z])/i, '..').split('..')
    const first = WEEKDAY_NAMES.get(from.toLowerCase())
    const last = WEEKDAY_NAMES.get(to.toLowerCase())
    if (first === undefined || last === undefined) return null
    for (const day of numbersBetween(first, last < first ? last + 7 : last)) days.add(day % 7)
  }
  return days
}

const listOf = (text: string, range: NumberRange): number[] | null => parseNumberList(text, range, DIALECT)

const dateOf = (text: string): Pick<CalendarRule, 'years' | 'months' | 'daysOfMonth'> | null => {
  const parts = text.split('-')
  if (parts.length < 2 || parts.length > 3) return null
  const [year, month, day] = parts.length === 3 ? parts : ['*', ...parts]
  const years = year === '*' ? null : listOf(year ?? '', YEARS)
  const months = listOf(month ?? '', MONTHS_OF_YEAR)
  const daysOfMonth = listOf(day ?? '', DAYS_OF_MONTH)
  if ((year !== '*' && years === null) || months === null || daysOfMonth === null) return null
  return {
    years: years === null ? null : new Set(years),
    months: new Set(months),
    daysOfMonth: new Set(daysOfMonth),
  }
}

const timeOf = (text: string): Pick<CalendarRule, 'hours' | 'minutes' | 'seconds'> | null => {
  const [hour = '', minute = '', second = '0', more] = text.split(':')
  const hours = listOf(hour, HOURS)
  const minutes = listOf(minute, SIXTY)
  const seconds = listOf(second.replace(/\.\d+$/, ''), SIXTY)
  if (hours === null || minutes === null || seconds === null || more !== undefined) return null
  return { hours, minutes, seconds }
}

type Place = 'weekdays' | 'date' | 'time' | 'zone'
type Words = Record<Place, string | null>

/** The words of an expression, each where it belongs; null where a word belongs nowhere. */
const wordsOf = (text: string): Words | null => {
  const found: Words = { weekdays: null, date: null, time: null, zone: null }
  for (const word of text.trim().split(/\s+/)) {
    const place = placeOf(word)
    if (place === null || found[place] !== null) return null
    found[place] = word
  }
  return found
}

const placeOf = (word: string): Place | null => {
  if (word.includes(':')) return 'time'
  if (weekdaysOf(word) !== null) return 'weekdays'
  if (/^[\d*,./]+(-[\d*,./]+){1,2}$/.test(word)) return 'date'
  return isZone(word) ? 'zone' : null
}

/** `OnCalendar=` of systemd in its usual forms; null for what this does not read, such as `~` for last days. */
export const parseOnCalendar = (text: string): ZonedRule | null => {
  const [first = '', ...others] = text.trim().split(/\s+/)
  const written = [SHORTHANDS[first.toLowerCase()] ?? first, ...others].join(' ')
  const words = wordsOf(written)
  if (words === null) return null
  const weekdays = words.weekdays === null ? new Set(numbersBetween(0, 6)) : weekdaysOf(words.weekdays)
  const date = dateOf(words.date ?? EVERY_DAY)
  const time = timeOf(words.time ?? MIDNIGHT)
  if (weekdays === null || date === null || time === null) return null
  return { rule: { ...date, ...time, weekdays, isEitherDay: false }, zone: words.zone }
}
