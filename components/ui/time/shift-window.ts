import { isRelativeTime, parseTimeExpression, resolveTime } from '@/lib/contract/time-expression'
import type { Window } from '@/lib/core/series'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/times'
import { clockMsOf, firstMomentOf, type OffsetAt } from '@/lib/core/zoned-time'

/** A window as the view holds it. */
export interface WindowText {
  from: string
  to: string
}

const MAX_WINDOW_MS = 400 * DAY_MS
const SECOND_MS = 1_000
/** Days only from two on, because a day is called 24 hours. */
const UNITS = [
  { sign: 'd', unitMs: DAY_MS, fewest: 2 },
  { sign: 'h', unitMs: HOUR_MS, fewest: 1 },
  { sign: 'm', unitMs: MINUTE_MS, fewest: 1 },
]
/** A relative time has six digits at most, so from here on seconds are too small a unit. */
const SECONDS_BELOW_MS = 10 * DAY_MS

const momentOf = (text: string, nowMs: number): number => {
  const expression = parseTimeExpression(text)
  return expression === null ? nowMs : resolveTime(expression, nowMs)
}

export const resolveView = ({ from, to }: WindowText, nowMs: number): Window => ({
  fromMs: momentOf(from, nowMs),
  toMs: momentOf(to, nowMs),
})

const toIso = (timeMs: number): string => new Date(timeMs).toISOString().replace(/\.000Z$/, 'Z')

export const toWindowText = ({ fromMs, toMs }: Window): WindowText => ({
  from: toIso(fromMs),
  to: toIso(toMs),
})

const ceilTo = (timeMs: number, stepMs: number): number => Math.ceil(timeMs / stepMs) * stepMs

/** So long ago, in the largest unit that says it exactly; beyond ten days rounded up to minutes. */
export const relativeTime = (agoMs: number): string => {
  const wholeMs = ceilTo(agoMs, agoMs < SECONDS_BELOW_MS ? SECOND_MS : MINUTE_MS)
  const exact = UNITS.find(({ unitMs, fewest }) => wholeMs % unitMs === 0 && wholeMs >= fewest * unitMs)
  const { sign, unitMs } = exact ?? { sign: 's', unitMs: SECOND_MS }
  return `now-${String(wholeMs / unitMs)}${sign}`
}

const liveFor = (lengthMs: number): WindowText => ({ from: relativeTime(lengthMs), to: 'now' })

export const isLive = ({ to }: WindowText): boolean => isRelativeTime(to)

/** Null where the window does not consist of whole days of the page's clock. */
const wholeDays = ({ fromMs, toMs }: Window, offsetAt: OffsetAt): number | null => {
  const fromClockMs = clockMsOf(fromMs, offsetAt)
  const toClockMs = clockMsOf(toMs, offsetAt)
  const isWhole = fromClockMs % DAY_MS === 0 && toClockMs % DAY_MS === 0 && toClockMs > fromClockMs
  return isWhole ? (toClockMs - fromClockMs) / DAY_MS : null
}

/** Whole days move by days of the clock, which may have 23 or 25 hours; anything else by its own length. */
const moved = (window: Window, direction: -1 | 1, offsetAt: OffsetAt): Window => {
  const days = wholeDays(window, offsetAt)
  const lengthMs = window.toMs - window.fromMs
  if (days === null) {
    return { fromMs: window.fromMs + direction * lengthMs, toMs: window.toMs + direction * lengthMs }
  }
  const byDays = (timeMs: number) =>
    firstMomentOf(clockMsOf(timeMs, offsetAt) + direction * days * DAY_MS, offsetAt)
  return { fromMs: byDays(window.fromMs), toMs: byDays(window.toMs) }
}

/** The window before or after; what would reach beyond now is the newest window of that length, live. */
export const shiftWindow = (
  view: WindowText,
  direction: -1 | 1,
  nowMs: number,
  offsetAt: OffsetAt,
): WindowText => {
  const window = resolveView(view, nowMs)
  const next = moved(window, direction, offsetAt)
  return next.toMs >= nowMs && direction === 1 ? liveFor(window.toMs - window.fromMs) : toWindowText(next)
}

/** Twice as long around the same middle, but never beyond now. */
export const zoomOut = (view: WindowText, nowMs: number): WindowText => {
  const window = resolveView(view, nowMs)
  const lengthMs = Math.min(MAX_WINDOW_MS, 2 * (window.toMs - window.fromMs))
  if (view.to === 'now') return liveFor(lengthMs)
  const middleMs = (window.fromMs + window.toMs) / 2
  const toMs = Math.min(nowMs, ceilTo(middleMs + lengthMs / 2, SECOND_MS))
  return toWindowText({ fromMs: toMs - lengthMs, toMs })
}

/** What is on screen stands still. */
export const pauseWindow = (view: WindowText, momentMs: number): WindowText =>
  toWindowText(resolveView(view, momentMs))

/** The newest window of the same length. */
export const resumeWindow = (view: WindowText, nowMs: number): WindowText => {
  const { fromMs, toMs } = resolveView(view, nowMs)
  return liveFor(toMs - fromMs)
}
