import type { Zone } from '@/lib/contract/view-choices'
import type { Window } from '@/lib/core/series'

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

const formatters = new Map<string, Intl.DateTimeFormat>()

const formatter = (timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const id = `${timeZone} ${Object.keys(options).join()}`
  const made =
    formatters.get(id) ?? new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', timeZone, ...options })
  formatters.set(id, made)
  return made
}

const MINUTE = { hour: '2-digit', minute: '2-digit' } as const
const CLOCK = { ...MINUTE, second: '2-digit' } as const
const DAY = { day: '2-digit', month: 'short', year: 'numeric' } as const
const SHORT_DAY = { day: 'numeric', month: 'short' } as const

const UTC = 'UTC'

/** The zone of the browser, which `local` stands for. */
const localZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

const zoneName = (zone: Zone, local: string): string => (zone === 'utc' ? UTC : local)

const signOf = (ms: number, timeZone: string): string =>
  formatter(timeZone, { ...MINUTE, timeZoneName: 'short' })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone

const day = (ms: number, timeZone: string): string => formatter(timeZone, DAY).format(ms)

/** Both zones where they differ at that moment: the one the page is set to, and the other in brackets. */
const inBothZones = (
  ms: number,
  zone: Zone,
  local: string,
  write: (timeZone: string, isSecond: boolean) => string,
): string => {
  const first = zoneName(zone, local)
  const second = zone === 'utc' ? local : UTC
  const probe = { ...DAY, ...MINUTE }
  const isSame = formatter(first, probe).format(ms) === formatter(second, probe).format(ms)
  const said = `${write(first, false)} ${signOf(ms, isSame ? UTC : first)}`
  return isSame ? said : `${said} (${write(second, true)} ${signOf(ms, second)})`
}

/** 04:00:12 CET (03:00:12 UTC) */
export const formatClock = (ms: number, zone: Zone, local = localZone()): string =>
  inBothZones(ms, zone, local, (timeZone) => formatter(timeZone, CLOCK).format(ms))

/** For the ticks of an axis, whose heading or readout says the zone. */
export const formatMinute = (ms: number, zone: Zone, local = localZone()): string =>
  formatter(zoneName(zone, local), MINUTE).format(ms)

export const formatDay = (ms: number, zone: Zone, local = localZone()): string =>
  formatter(zoneName(zone, local), SHORT_DAY).format(ms)

const sameDay = (leftMs: number, leftZone: string, rightMs: number, rightZone: string): boolean =>
  day(leftMs, leftZone) === day(rightMs, rightZone)

/** 05 Jan 2026, 04:00 CET (03:00 UTC), with the day of the second clock where it is another one. */
export const formatDateTime = (ms: number, zone: Zone, local = localZone()): string => {
  const first = zoneName(zone, local)
  return inBothZones(ms, zone, local, (timeZone, isSecond) => {
    const minute = formatter(timeZone, MINUTE).format(ms)
    if (!isSecond) return `${day(ms, timeZone)}, ${minute}`
    return sameDay(ms, first, ms, timeZone) ? minute : `${formatDay(ms, 'local', timeZone)} ${minute}`
  })
}

/** 05 Jan 2026, 04:00 to 06:00 CET (03:00 to 05:00 UTC) */
export const formatRange = ({ fromMs, toMs }: Window, zone: Zone, local = localZone()): string => {
  const first = zoneName(zone, local)
  return inBothZones(toMs, zone, local, (timeZone, isSecond) => {
    const minute = formatter(timeZone, MINUTE)
    const isSaid = isSecond && sameDay(fromMs, first, fromMs, timeZone)
    const [fromSign, toSign] = [signOf(fromMs, timeZone), signOf(toMs, timeZone)]
    const fromMinute = `${minute.format(fromMs)}${fromSign === toSign ? '' : ` ${fromSign}`}`
    const from = isSaid ? fromMinute : `${day(fromMs, timeZone)}, ${fromMinute}`
    const isOneDay = sameDay(fromMs, timeZone, toMs, timeZone)
    const isEndSaid = isOneDay || (isSaid && sameDay(toMs, first, toMs, timeZone))
    const to = isEndSaid ? minute.format(toMs) : `${day(toMs, timeZone)}, ${minute.format(toMs)}`
    return `${from} to ${to}`
  })
}
