import { DAY_MS } from './times'

/** How far a zone is ahead of UTC. */
export type OffsetAt = (timeMs: number) => number

/** A `RangeError` where nobody knows the zone. */
export const zoneOffset = (zone: string): OffsetAt => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (timeMs) => {
    const wholeMs = Math.floor(timeMs / 1000) * 1000
    const parts = new Map(format.formatToParts(wholeMs).map(({ type, value }) => [type, Number(value)]))
    const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
    const localMs = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'))
    return localMs - wholeMs
  }
}

/** What the clock of a zone shows, written as if it were UTC. */
export const clockMsOf = (timeMs: number, offsetAt: OffsetAt): number => timeMs + offsetAt(timeMs)

/** The moments at which the clock shows this: none where it skips it, two where it is set back over it. */
export const momentsOf = (clockMs: number, offsetAt: OffsetAt): number[] => {
  const offsets = [offsetAt(clockMs - DAY_MS), offsetAt(clockMs + DAY_MS)]
  const moments = offsets.map((offsetMs) => clockMs - offsetMs)
  return [...new Set(moments)]
    .filter((timeMs) => clockMsOf(timeMs, offsetAt) === clockMs)
    .sort((left, right) => left - right)
}

/** The first moment at which the clock shows this or more, also where it skips it. */
export const firstMomentOf = (clockMs: number, offsetAt: OffsetAt): number =>
  momentsOf(clockMs, offsetAt)[0] ?? clockMs - offsetAt(clockMs - DAY_MS)
