import type { CellPlace } from '@/components/charts/pick-cell'
import { formatCount, formatLong } from '@/lib/core/format-value'
import type { ClockDaysAnswer } from '@/lib/contract/clock-days'
import { BINS_PER_DAY } from '@/lib/core/local-days'
import { HOURS_PER_DAY } from '@/lib/core/times'
import { drawCells, drawnMetric, drawnShare, type DrawnCells } from './prepare-clock'
import { binText, valueText, verdictOf, type SpokenReadout } from './prepare-clock-readout'

/** An hour that a day lacks or has twice, as shares of the picture. */
export interface ChangedHour {
  day: number
  kind: 'skipped' | 'repeated'
  left: number
  width: number
}

export interface DaysMap extends DrawnCells {
  /** Its days begin with the first that was measured. */
  answer: ClockDaysAnswer
  /** Days of the window before it, of which nothing is known. */
  daysBefore: number
  order: Int32Array
  /** Sat 21 Nov */
  names: string[]
  /** 25 h where the clock changes; empty on other days. */
  lengths: string[]
  changes: ChangedHour[]
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const dayName = (date: string, weekday: number): string => {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return `${WEEKDAYS[weekday - 1] ?? ''} ${day.format(Date.parse(date))}`
}

const changesOf = ({ days }: ClockDaysAnswer): ChangedHour[] =>
  days.flatMap(({ skipped, repeated }, day) =>
    (
      [
        ['skipped', skipped],
        ['repeated', repeated],
      ] as const
    ).flatMap(([kind, span]) =>
      span === null
        ? []
        : [{ day, kind, left: span[0] / BINS_PER_DAY, width: (span[1] - span[0]) / BINS_PER_DAY }],
    ),
  )

/** A window may begin long before the fleet did, and lines of nothing would only press the others together. */
const daysBeforeFirstMeasured = ({ days }: ClockDaysAnswer): number =>
  Math.max(
    0,
    days.findIndex(({ values }) => values.some((value) => value !== null)),
  )

export const prepareDays = (whole: ClockDaysAnswer): DaysMap => {
  const daysBefore = daysBeforeFirstMeasured(whole)
  const answer = { ...whole, days: whole.days.slice(daysBefore) }
  const { days, node, metric } = answer
  const drawn =
    node === null
      ? drawnShare('Share of nodes above their own thresholds')
      : drawnMetric(metric, 'Highest of each five minutes')
  return {
    ...drawCells(
      days.map(({ values }) => values),
      drawn,
    ),
    answer,
    daysBefore,
    order: Int32Array.from(days, (_, day) => day),
    names: days.map(({ date, weekday }) => dayName(date, weekday)),
    lengths: days.map(({ hours }) => (hours === HOURS_PER_DAY ? '' : `${String(hours)} h`)),
    changes: changesOf(answer),
  }
}

const within = (bin: number, span: readonly [number, number] | null): boolean =>
  span !== null && bin >= span[0] && bin < span[1]

const aboveText = ({ answer, drawn }: DaysMap, value: number | null): string | null => {
  const { node, total } = answer
  if (value === null) return null
  if (node === null) return `about ${formatCount(Math.round(value * total))} of ${formatCount(total)} nodes`
  if (node.threshold === null) return null
  const is = value > node.threshold ? 'above' : 'not above'
  return `${is} its threshold of ${formatLong(node.threshold, drawn.unit)}`
}

export const prepareDaysReadout = (
  map: DaysMap,
  { place, step }: CellPlace,
  other: string,
): SpokenReadout => {
  const { answer, cells, drawn, names } = map
  const cell = cells.values[place * cells.stepCount + step] ?? NaN
  const value = Number.isNaN(cell) ? null : cell
  const day = answer.days[place]
  const isSkipped = within(step, day?.skipped ?? null)
  const isRepeated = within(step, day?.repeated ?? null)
  const time = binText(step, { zone: answer.tz, other, toMs: answer.toMs })
  const text = isSkipped ? 'the clock skips this time' : valueText(value, drawn)
  const title = names[place] ?? ''
  return {
    title,
    subtitle: map.lengths[place] ?? '',
    value: text,
    verdict: isSkipped ? null : verdictOf(value, drawn),
    lines: [time, ...(isRepeated ? ['the clock shows this time twice: the higher value'] : [])],
    further: aboveText(map, value),
    sentence: `${title}, ${time}: ${text}`,
  }
}
