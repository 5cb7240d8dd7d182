import type { Zone } from '@/lib/contract/view-state'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long, in the two largest units that say something. */
export const formatDuration = (ms: number): string => {
  const size = Math.max(0, ms)
  if (size < MINUTE_MS) return `${String(Math.floor(size / SECOND_MS))} s`
  if (size < HOUR_MS) return `${String(Math.floor(size / MINUTE_MS))} min`
  if (size < DAY_MS) {
    const minutes = Math.floor((size % HOUR_MS) / MINUTE_MS)
    return `${String(Math.floor(size / HOUR_MS))} h${minutes === 0 ? '' : ` ${String(minutes)} min`}`
  }
  const hours = Math.floor((size % DAY_MS) / HOUR_MS)
  return `${String(Math.floor(size / DAY_MS))} d${hours === 0 ? '' : ` ${String(hours)} h`}`
}

const options = (zone: Zone): Intl.DateTimeFormatOptions => ({
  hourCycle: 'h23',
  ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
})

const formatters = new Map<string, Intl.DateTimeFormat>()

const formatter = (key: string, zone: Zone, extra: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const id = `${key} ${zone}`
  const made = formatters.get(id) ?? new Intl.DateTimeFormat('en-GB', { ...options(zone), ...extra })
  formatters.set(id, made)
  return made
}

export const formatClock = (ms: number, zone: Zone): string =>
  formatter('clock', zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms)

export const formatMinute = (ms: number, zone: Zone): string =>
  formatter('minute', zone, { hour: '2-digit', minute: '2-digit' }).format(ms)

export const formatDay = (ms: number, zone: Zone): string =>
  formatter('day', zone, { day: 'numeric', month: 'short' }).format(ms)

export const formatDateTime = (ms: number, zone: Zone): string =>
  formatter('date-time', zone, {
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(ms)
