import { parseTimeExpression } from '@/lib/contract/time-expression'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { clockMsOf, firstMomentOf, momentsOf } from '@/lib/core/zoned-time'
import { namedClock, type PageClock } from './page-clock'
import { readMoment, type TypedDay, type TypedMoment } from './read-moment'
import { relativeTime, resolveView, toWindowText, type WindowText } from './shift-window'

export type PhraseReading = { window: WindowText; problem: null } | { window: null; problem: string }

export const PHRASE_EXAMPLES = 'now-90m, yesterday 04:00, 2026-01-05 03:00 to 05:00'

const MAX_WINDOW_MS = 400 * DAY_MS
const BETWEEN = / to | until | till | - | ?[–—] ?| ?\.\. ?/
const TWO_TIMES = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/
const UTC_SUFFIX = /(?<=[\d\s])\s*(?:utc|gmt|z)$/
const ISO_TIME = /(?<=\d)t(?=\d)/g

class PhraseError extends Error {}

const noTime = (text: string): PhraseError =>
  new PhraseError(`“${text}” is not a time. Try ${PHRASE_EXAMPLES}.`)

/** An absolute moment, or how long before now. */
type Edge = { kind: 'at'; atMs: number; isDay: boolean } | { kind: 'relative'; agoMs: number }

const dayOf = (timeMs: number, clock: PageClock): number =>
  Math.floor(clockMsOf(timeMs, clock.offsetAt) / DAY_MS) * DAY_MS

/** The newest such day that has begun. */
const resolveDay = (day: TypedDay, todayMs: number): number => {
  if (day.kind === 'date') return day.dayMs
  if (day.kind === 'ago') return todayMs - day.days * DAY_MS
  if (day.kind === 'weekday') {
    const daysAgo = (new Date(todayMs).getUTCDay() - day.weekday + 7) % 7
    return todayMs - (daysAgo === 0 ? 7 : daysAgo) * DAY_MS
  }
  const year = new Date(todayMs).getUTCFullYear()
  const thisYearMs = Date.UTC(year, day.month, day.dayOfMonth)
  return thisYearMs <= todayMs ? thisYearMs : Date.UTC(year - 1, day.month, day.dayOfMonth)
}

const clockWords = (clockMs: number): string => new Date(clockMs).toISOString().slice(0, 16).replace('T', ' ')

/** An hour that the clock shows twice belongs to the window as a whole: it begins with the first, ends with the second. */
const momentAt = (clockMs: number, clock: PageClock, isEnd: boolean): number => {
  const moments = momentsOf(clockMs, clock.offsetAt)
  const moment = isEnd ? moments.at(-1) : moments[0]
  if (moment === undefined) {
    throw new PhraseError(`${clockWords(clockMs)} does not exist in ${clock.zoneName}: the clock skips it.`)
  }
  return moment
}

const resolveStart = (moment: TypedMoment, clock: PageClock, nowMs: number): Edge => {
  if (moment.kind === 'relative') return moment
  const todayMs = dayOf(nowMs, clock)
  if (moment.timeOfDayMs === null) {
    const dayMs = moment.day === null ? todayMs : resolveDay(moment.day, todayMs)
    return { kind: 'at', atMs: firstMomentOf(dayMs, clock.offsetAt), isDay: true }
  }
  if (moment.day !== null) {
    const clockMs = resolveDay(moment.day, todayMs) + moment.timeOfDayMs
    return { kind: 'at', atMs: momentAt(clockMs, clock, false), isDay: false }
  }
  const isPast = todayMs + moment.timeOfDayMs <= clockMsOf(nowMs, clock.offsetAt)
  const clockMs = todayMs + moment.timeOfDayMs - (isPast ? 0 : DAY_MS)
  return { kind: 'at', atMs: momentAt(clockMs, clock, false), isDay: false }
}

/** A time alone is the next one after the start, a day alone includes all of it. */
const resolveEnd = (moment: TypedMoment, start: Edge, clock: PageClock, nowMs: number): Edge => {
  if (moment.kind === 'relative') return moment
  if (moment.timeOfDayMs === null) {
    const begin = resolveStart(moment, clock, nowMs)
    const nextDayMs = dayOf(begin.kind === 'at' ? begin.atMs : nowMs, clock) + DAY_MS
    return { kind: 'at', atMs: firstMomentOf(nextDayMs, clock.offsetAt), isDay: true }
  }
  if (moment.day !== null) {
    const clockMs = resolveDay(moment.day, dayOf(nowMs, clock)) + moment.timeOfDayMs
    return { kind: 'at', atMs: momentAt(clockMs, clock, true), isDay: false }
  }
  const startMs = start.kind === 'at' ? start.atMs : nowMs - start.agoMs
  const sameDayMs = dayOf(startMs, clock) + moment.timeOfDayMs
  const isLater = sameDayMs > clockMsOf(startMs, clock.offsetAt)
  return { kind: 'at', atMs: momentAt(sameDayMs + (isLater ? 0 : DAY_MS), clock, true), isDay: false }
}

const edgeText = (edge: Edge, nowMs: number): string => {
  if (edge.kind === 'relative') return edge.agoMs === 0 ? 'now' : relativeTime(edge.agoMs)
  return edge.atMs >= nowMs ? 'now' : toWindowText({ fromMs: edge.atMs, toMs: edge.atMs }).from
}

const NOW: Edge = { kind: 'relative', agoMs: 0 }

/** A day is the whole of it, another time the hour that it begins; so long ago reaches until now. */
const endOfOne = (start: Edge, clock: PageClock): Edge => {
  if (start.kind === 'relative') return NOW
  if (!start.isDay) return { kind: 'at', atMs: start.atMs + HOUR_MS, isDay: false }
  return { kind: 'at', atMs: firstMomentOf(dayOf(start.atMs, clock) + DAY_MS, clock.offsetAt), isDay: true }
}

/** Numbers and ISO 8601 with a zone mean one moment wherever they are typed. */
const exactMoment = (text: string): Edge | null => {
  const expression = /^\d{11,15}$|[+-]\d{2}:?\d{2}$/.test(text)
    ? parseTimeExpression(text.toUpperCase())
    : null
  return expression?.kind === 'absolute' ? { kind: 'at', atMs: expression.atMs, isDay: false } : null
}

type MomentText = { exact: Edge } | { exact: null; moment: TypedMoment; clock: PageClock }

const readEdge = (typed: string, clock: PageClock): MomentText => {
  const exact = exactMoment(typed)
  if (exact !== null) return { exact }
  const isUtc = UTC_SUFFIX.test(typed)
  const words = typed.replace(UTC_SUFFIX, '').replace(ISO_TIME, ' ').replace(/\.0+$/, '').trim()
  const moment = readMoment(words)
  if (moment === null) throw noTime(typed)
  return { exact: null, moment, clock: isUtc ? namedClock('UTC') : clock }
}

const readEdges = (text: string, clock: PageClock, nowMs: number): [start: Edge, end: Edge] => {
  const [first = '', last, ...more] = TWO_TIMES.exec(text)?.slice(1) ?? text.split(BETWEEN)
  if (more.length > 0) throw new PhraseError('That is more than two times.')
  const isAllUtc = last !== undefined && UTC_SUFFIX.test(last)
  const startText = readEdge(first, isAllUtc ? namedClock('UTC') : clock)
  const start = startText.exact ?? resolveStart(startText.moment, startText.clock, nowMs)
  if (last === undefined) return [start, endOfOne(start, startText.exact === null ? startText.clock : clock)]
  const endText = readEdge(last, startText.exact === null ? startText.clock : clock)
  return [start, endText.exact ?? resolveEnd(endText.moment, start, endText.clock, nowMs)]
}

const checkWindow = (window: WindowText, nowMs: number): WindowText => {
  const { fromMs, toMs } = resolveView(window, nowMs)
  if (fromMs >= nowMs) throw new PhraseError('That begins in the future.')
  if (fromMs >= toMs) throw new PhraseError('The start must be before the end.')
  if (toMs - fromMs > MAX_WINDOW_MS) throw new PhraseError('A window spans at most 400 days.')
  return window
}

const tidy = (phrase: string): string =>
  phrase
    .toLowerCase()
    .replace(/,| at /g, ' ')
    .replace(/^from /, '')
    .replace(/\s+/g, ' ')
    .replace(/\bnow - (?=\d)/g, 'now-')
    .trim()

/** What somebody typed as a window; a problem says what could not be read and what could be. */
export const readWindowPhrase = (phrase: string, clock: PageClock, nowMs: number): PhraseReading => {
  const text = tidy(phrase)
  try {
    const [start, end] = readEdges(text, clock, nowMs)
    const window = { from: edgeText(start, nowMs), to: edgeText(end, nowMs) }
    return { window: checkWindow(window, nowMs), problem: null }
  } catch (error) {
    if (error instanceof PhraseError) return { window: null, problem: error.message }
    throw error
  }
}
