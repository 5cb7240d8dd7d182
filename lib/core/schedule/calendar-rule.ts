import { DAY_MS, HOUR_MS, MINUTE_MS } from '../times'
import { firstMomentOf, type OffsetAt } from '../zoned-time'

/** When the clock of a zone shows one of these; months are 1..12, weekdays 0..6 from Sunday. */
export interface CalendarRule {
  /** Null for every year. */
  years: ReadonlySet<number> | null
  months: ReadonlySet<number>
  daysOfMonth: ReadonlySet<number>
  weekdays: ReadonlySet<number>
  /** Cron runs on either of two days that are both restricted. */
  isEitherDay: boolean
  hours: readonly number[]
  minutes: readonly number[]
  seconds: readonly number[]
}

const SECOND_MS = 1000
const LONGEST_SEARCH_DAYS = 366 * 4 + 1

const isDayOf = (rule: CalendarRule, clockMs: number): boolean => {
  const date = new Date(clockMs)
  if (rule.years?.has(date.getUTCFullYear()) === false) return false
  if (!rule.months.has(date.getUTCMonth() + 1)) return false
  const isDay = rule.daysOfMonth.has(date.getUTCDate())
  const isWeekday = rule.weekdays.has(date.getUTCDay())
  return rule.isEitherDay ? isDay || isWeekday : isDay && isWeekday
}

/** The first time of day that is at least this. */
const timeOfDayFrom = (rule: CalendarRule, leastMs: number): number | null => {
  for (const hour of rule.hours) {
    if ((hour + 1) * HOUR_MS <= leastMs) continue
    for (const minute of rule.minutes) {
      if (hour * HOUR_MS + (minute + 1) * MINUTE_MS <= leastMs) continue
      for (const second of rule.seconds) {
        const timeOfDayMs = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS
        if (timeOfDayMs >= leastMs) return timeOfDayMs
      }
    }
  }
  return null
}

/** The first moment after this one that the rule names; null where there is none within four years. */
export const nextRunMs = (rule: CalendarRule, afterMs: number, offsetAt: OffsetAt): number | null => {
  const afterClockMs = afterMs + offsetAt(afterMs)
  const firstDayMs = Math.floor(afterClockMs / DAY_MS) * DAY_MS
  for (let day = 0; day < LONGEST_SEARCH_DAYS; day += 1) {
    const dayMs = firstDayMs + day * DAY_MS
    if (!isDayOf(rule, dayMs)) continue
    let leastMs = day === 0 ? afterClockMs - firstDayMs + 1 : 0
    for (;;) {
      const timeOfDayMs = timeOfDayFrom(rule, leastMs)
      if (timeOfDayMs === null) break
      const runMs = firstMomentOf(dayMs + timeOfDayMs, offsetAt)
      if (runMs > afterMs) return runMs
      leastMs = timeOfDayMs + 1
    }
  }
  return null
}

export const numbersBetween = (least: number, most: number, step = 1): number[] => {
  const numbers: number[] = []
  for (let value = least; value <= most; value += step) numbers.push(value)
  return numbers
}
