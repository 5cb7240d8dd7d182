import { formatClock, formatDuration } from '@/components/ui/format-time'
import type { EventAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'
import type { Window } from '@/lib/core/series'
import { shareOf, stepAt, type TimeAxis } from './plot-time'

/** What is drawn of one event, or of several moments in one step. */
export interface LaneMark {
  key: string
  row: LaneRow
  shape: 'moment' | 'span'
  /** Both in percent of the axis. */
  left: number
  width: number
  /** How many events it stands for. */
  count: number
}

export type LaneRow = 'node' | 'fleet'

/** A cluster is a part of the fleet. */
const rowOf = ({ node }: Pick<EventAnswer, 'node'>): LaneRow => (node === null ? 'fleet' : 'node')

const PERCENT = 100

const percentAt = (axis: TimeAxis, atMs: number): number => shareOf(axis, atMs) * PERCENT

const isWithin = ({ startMs, endMs }: EventAnswer, { fromMs, toMs }: Window): boolean =>
  startMs < toMs && (endMs ?? startMs + 1) > fromMs

/** The widest first, so that what is short lies upon what is long. */
export const prepareLane = (events: readonly EventAnswer[], axis: TimeAxis): LaneMark[] => {
  const marks = new Map<string, LaneMark>()
  for (const event of events) {
    if (!isWithin(event, axis.window)) continue
    const { startMs, endMs } = event
    const row = rowOf(event)
    const left = percentAt(axis, startMs)
    const key = endMs === null ? `${row} ${String(stepAt(axis, startMs))}` : String(event.id)
    const known = marks.get(key)
    if (known !== undefined) known.count += 1
    else if (endMs === null) marks.set(key, { key, row, shape: 'moment', left, width: 0, count: 1 })
    else marks.set(key, { key, row, shape: 'span', left, width: percentAt(axis, endMs) - left, count: 1 })
  }
  return [...marks.values()].toSorted((one, other) => other.width - one.width)
}

/** Lines that are closer would run into a block. */
const LEAST_APART = 1 / 120

/** A path in a box of 1 × 1: a line where an event began, one for those that nearly fall together. */
export const eventLines = (events: readonly EventAnswer[], { fromMs, toMs }: Window): string => {
  const shares = events
    .filter(({ startMs }) => startMs >= fromMs && startMs < toMs)
    .map(({ startMs }) => (startMs - fromMs) / (toMs - fromMs))
    .sort((one, other) => one - other)
  let last = -Infinity
  const apart = shares.filter((share) => {
    if (share - last < LEAST_APART) return false
    last = share
    return true
  })
  return apart.map((share) => `M${share.toFixed(4)} 0V1`).join('')
}

const MOST_LINES = 6
const MOST_CHARACTERS = 110

const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).trimEnd()}…` : text

/** What a person is told of an event, besides when it was. */
const eventWords = ({ kind, name, text }: EventAnswer): string =>
  [`${kind} ${name}`, text.trim()].filter((part) => part !== '').join(': ')

export const whereText = ({ node, cluster }: EventAnswer): string =>
  node !== null ? node.name : cluster === '' ? 'fleet' : `cluster ${cluster}`

/** What happened in a step, the first to begin first. */
export const describeEvents = (
  events: readonly EventAnswer[],
  { window, stepMs }: TimeAxis,
  step: number,
  zone: Zone,
): string[] => {
  const fromMs = window.fromMs + step * stepMs
  const within = events
    .filter((event) => isWithin(event, { fromMs, toMs: fromMs + stepMs }))
    .toSorted((one, other) => one.startMs - other.startMs)
  const lines = within
    .slice(0, MOST_LINES)
    .map((event) => `${formatClock(event.startMs, zone)} ${shortened(eventWords(event))}`)
  return within.length > MOST_LINES ? [...lines, `and ${String(within.length - MOST_LINES)} more`] : lines
}

/** Null for a moment. */
export const lengthText = ({ startMs, endMs }: EventAnswer): string | null =>
  endMs === null ? null : formatDuration(endMs - startMs)
