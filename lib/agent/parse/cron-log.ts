import { DAY_MS } from '@/lib/core/times'

/** A command that cron began to run. */
export interface CronStart {
  /** What the clock showed, as if it were UTC; a moment where the line names its zone. */
  time: { clockMs: number } | { momentMs: number }
  user: string
  command: string
}

const COMMAND = /^(.{15,40}?) \S+ (?:CRON|crond?)\[\d+\]: \(([^)]*)\) CMD \(\s*(.*?)\s*\)$/i
const SHORT_DATE = /^[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}$/

/** The traditional date names no year: it is the newest that does not lie ahead. */
const withoutYearMs = (text: string, nowMs: number): number => {
  const year = new Date(nowMs + DAY_MS).getUTCFullYear()
  const clockMs = Date.parse(`${text} ${String(year)} UTC`)
  return clockMs > nowMs + DAY_MS ? Date.parse(`${text} ${String(year - 1)} UTC`) : clockMs
}

const timeOf = (text: string, nowMs: number): CronStart['time'] | null => {
  if (SHORT_DATE.test(text)) {
    const clockMs = withoutYearMs(text, nowMs)
    return Number.isNaN(clockMs) ? null : { clockMs }
  }
  const momentMs = /^\d{4}-.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(momentMs) ? null : { momentMs: Math.floor(momentMs / 1000) * 1000 }
}

/** Lines of syslog that say what cron ran. */
export const cronStartsOf = (lines: readonly string[], nowMs: number): CronStart[] =>
  lines.flatMap((line) => {
    if (!line.includes(' CMD (')) return []
    const [, date = '', user = '', command = ''] = COMMAND.exec(line) ?? []
    const time = timeOf(date, nowMs)
    return time === null ? [] : [{ time, user, command }]
  })
