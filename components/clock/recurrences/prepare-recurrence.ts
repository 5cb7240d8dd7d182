import { formatDuration } from '@/components/ui/format-time'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { metricTitle } from '@/components/ui/prepare-metric-choices'
import { printClockBand, printMinute } from '@/lib/contract/clock-band-text'
import type { Recurrence } from '@/lib/contract/recurrences'
import type { Weekdays } from '@/lib/contract/view-choices'
import type { ViewState } from '@/lib/contract/view-state'
import { otherMinutes } from '../prepare-clock-axis'

const MINUTES_PER_HOUR = 60
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY
const BIN_MINUTES = 5
const MINUTE_MS = 60_000
const MINUTE_SECONDS = 60

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const WEEKDAYS: readonly Weekdays[] = ['1', '2', '3', '4', '5', '6', '7']

export interface RecurrenceClock {
  zone: string
  other: string
  toMs: number
}

const timeOf = (minute: number): string =>
  printMinute(((minute % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY)

const spanText = (from: number, to: number): string => `${timeOf(from)} to ${timeOf(to)}`

/** How often: every day, every Sunday, every hour, every 6 hours. */
export const periodText = ({ periodMinutes, startMinuteOfPeriod }: Recurrence): string => {
  if (periodMinutes === MINUTES_PER_WEEK)
    return `every ${DAYS[Math.floor(startMinuteOfPeriod / MINUTES_PER_DAY) % DAYS.length] ?? 'week'}`
  if (periodMinutes === MINUTES_PER_DAY) return 'every day'
  const hours = periodMinutes / MINUTES_PER_HOUR
  return hours === 1 ? 'every hour' : `every ${formatCount(hours)} hours`
}

/** 08:00 to 09:05 Europe/Berlin (07:00 to 08:05 UTC), or the minutes of an hour. */
export const whenText = (recurrence: Recurrence, clock: RecurrenceClock): string => {
  const { periodMinutes, startMinuteOfPeriod: from, endMinuteOfPeriod: to } = recurrence
  if (periodMinutes === MINUTES_PER_HOUR)
    return `from minute ${String(Math.round(from))} to ${String(Math.round(to) % MINUTES_PER_HOUR)}`
  const own = `${spanText(from, to)} ${clock.zone}`
  if (clock.zone === clock.other) return own
  const other = spanText(otherMinutes(from, clock), otherMinutes(to, clock))
  return `${own} (${other} ${clock.other})`
}

/** What the clock that it follows says of the cause. */
export const clockText = ({ clock }: Recurrence): string => {
  if (clock === 'undecided') return 'UTC or local time: undecided, no clock was changed in these days'
  if (clock.toUpperCase() === 'UTC') return 'keeps to UTC: a timer of machines, not people'
  return `keeps to ${clock}: it moved with the change of the clock`
}

const percent = (share: number): string => formatLong(share, 'ratio')

const HOUR_FACTS: readonly string[] = ['age', 'uptime']

export const factText = ({ separatedBy }: Recurrence): string | null => {
  if (separatedBy === null) return null
  const { fact, op, value } = separatedBy
  const unit = HOUR_FACTS.includes(fact) ? ' h' : ''
  return `${fact} ${op} ${value}${unit}`
}

export const factDetail = ({ separatedBy }: Recurrence): string =>
  separatedBy === null
    ? ''
    : `seen on ${percent(separatedBy.precision)} of those, and ${percent(separatedBy.recall)} of all that did it are such`

export const candidateText = ({ name, source, matched, of }: Recurrence['candidates'][number]): string =>
  `${name} (${source}): before ${formatCount(matched)} of ${formatCount(of)}`

const MOST_ALSO = 3

const lagText = (seconds: number): string =>
  Math.abs(seconds) < MINUTE_SECONDS
    ? ''
    : ` ${seconds < 0 ? '−' : '+'}${formatDuration(Math.abs(seconds) * 1_000)}`

/** What the same nodes do with it, the earliest first; null where it is alone. */
export const alsoText = ({ also }: Recurrence): string | null => {
  if (also.length === 0) return null
  const named = also
    .slice(0, MOST_ALSO)
    .map(({ metric, lagSeconds }) => `${metricTitle(metric)}${lagText(lagSeconds)}`)
  const more = also.length - named.length
  return `${named.join('; ')}${more > 0 ? `; ${formatCount(more)} more` : ''}`
}

const jitterText = ({ jitterMinutes }: Recurrence): string =>
  jitterMinutes < 1 ? 'always at the same minute' : `within ${formatDuration(jitterMinutes * MINUTE_MS)}`

/** What a period is called when counted: days, weeks, or times. */
const periodsText = ({ periodMinutes }: Recurrence): string => {
  if (periodMinutes === MINUTES_PER_DAY) return 'days'
  return periodMinutes === MINUTES_PER_WEEK ? 'weeks' : 'times'
}

export interface RecurrenceFigures {
  label: string
  value: string
}

export const figuresOf = (recurrence: Recurrence): RecurrenceFigures[] => [
  {
    label: 'seen',
    value: `${formatCount(recurrence.periodsSeen)} of ${formatCount(recurrence.periodsOf)} ${periodsText(recurrence)}`,
  },
  {
    label: 'nodes',
    value: `${formatCount(recurrence.nodesAffected)} of ${formatCount(recurrence.nodesTotal)}`,
  },
  { label: 'jitter', value: jitterText(recurrence) },
  { label: 'lasts', value: formatDuration(recurrence.medianDurationMs) },
]

export const headlineOf = (recurrence: Recurrence): string => metricTitle(recurrence.metric)

const round = (minute: number, to: (value: number) => number): number =>
  to(minute / BIN_MINUTES) * BIN_MINUTES

/** The part of the day on the clock; null where it comes back every hour, all round the clock. */
export const bandOf = ({ periodMinutes, startMinuteOfPeriod, endMinuteOfPeriod }: Recurrence): string => {
  if (periodMinutes < MINUTES_PER_DAY) return ''
  return printClockBand({
    fromMinute: round(startMinuteOfPeriod, Math.floor) % MINUTES_PER_DAY,
    toMinute: round(endMinuteOfPeriod, Math.ceil) % MINUTES_PER_DAY,
  })
}

/** What shows it on the clock below. */
export const viewOf = (recurrence: Recurrence): Partial<ViewState> => ({
  metric: recurrence.metric,
  band: bandOf(recurrence),
  weekdays:
    recurrence.periodMinutes === MINUTES_PER_WEEK
      ? (WEEKDAYS[Math.floor(recurrence.startMinuteOfPeriod / MINUTES_PER_DAY) % DAYS.length] ?? '')
      : '',
  clockValue: 'share',
  clockRows: 'value',
  node: '',
})

export interface StripPart {
  /** 0..1 along the day. */
  from: number
  width: number
}

/** The narrowest part that can be seen. */
const LEAST_WIDTH = 0.012

/** Where on the day it lies: once, or as often as it comes back. */
export const stripOf = ({
  periodMinutes,
  startMinuteOfPeriod: from,
  endMinuteOfPeriod: to,
}: Recurrence): StripPart[] => {
  const times = Math.max(1, Math.round(MINUTES_PER_DAY / periodMinutes))
  const width = Math.max(LEAST_WIDTH, (to - from) / MINUTES_PER_DAY)
  return Array.from(
    { length: times },
    (_, time) => ((from + time * periodMinutes) % MINUTES_PER_DAY) / MINUTES_PER_DAY,
  ).flatMap((start) =>
    start + width > 1
      ? [
          { from: start, width: 1 - start },
          { from: 0, width: start + width - 1 },
        ]
      : [{ from: start, width }],
  )
}
