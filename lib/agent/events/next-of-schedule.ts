import { nextRunMs } from '@/lib/core/schedule/calendar-rule'
import { parseCronSchedule } from '@/lib/core/schedule/cron-schedule'
import { parseOnCalendar } from '@/lib/core/schedule/on-calendar'
import { isZone } from '@/lib/core/local-days'
import { zoneOffset } from '@/lib/core/zoned-time'
import type { MachineZone } from './watcher'

/** The first of several calendars that comes; null where none of them can be read. */
export const nextOfCalendars = (
  calendars: readonly string[],
  afterMs: number,
  zone: MachineZone,
): number | null => {
  const runs = calendars.flatMap((text) => {
    const parsed = parseOnCalendar(text)
    if (parsed === null) return []
    const offsetAt = parsed.zone === null ? zone.offsetAt : zoneOffset(parsed.zone)
    return nextRunMs(parsed.rule, afterMs, offsetAt) ?? []
  })
  return runs.length === 0 ? null : Math.min(...runs)
}

export const nextOfCron = (when: string, zoneName: string, afterMs: number): number | null => {
  const rule = parseCronSchedule(when)
  return rule === null || !isZone(zoneName) ? null : nextRunMs(rule, afterMs, zoneOffset(zoneName))
}
