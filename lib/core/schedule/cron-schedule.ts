import { numbersBetween, type CalendarRule } from './calendar-rule'
import {
  DAYS_OF_MONTH,
  HOURS,
  MONTHS_OF_YEAR,
  parseNumberList,
  SIXTY,
  WEEKDAY_NUMBERS,
  type ListDialect,
  type NumberRange,
} from './number-list'

const DIALECT: ListDialect = { separator: '-', stepsToEnd: true }

const SHORTHANDS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

const FIELDS: readonly NumberRange[] = [SIXTY, HOURS, DAYS_OF_MONTH, MONTHS_OF_YEAR, WEEKDAY_NUMBERS]

/** The five fields of crontab(5) or a word such as `@daily`; null for what has no times, such as `@reboot`. */
export const parseCronSchedule = (text: string): CalendarRule | null => {
  const fields = (SHORTHANDS[text.trim().toLowerCase()] ?? text).trim().split(/\s+/)
  const lists = FIELDS.map((range, index) => parseNumberList(fields[index] ?? '', range, DIALECT))
  const [minutes, hours, daysOfMonth, months, weekdays] = lists
  if (fields.length !== FIELDS.length || !minutes || !hours || !daysOfMonth || !months || !weekdays)
    return null
  return {
    years: null,
    months: new Set(months),
    daysOfMonth: new Set(daysOfMonth),
    weekdays: new Set(weekdays.map((day) => day % 7)),
    isEitherDay: [fields[2], fields[4]].every((field) => field?.startsWith('*') === false),
    hours,
    minutes,
    seconds: numbersBetween(0, 0),
  }
}
