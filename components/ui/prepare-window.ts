import { isRelativeTime } from '@/lib/contract/time-expression'
import type { Zone } from '@/lib/contract/view-choices'
import { clockMsOf, momentsOf } from '@/lib/core/zoned-time'
import { formatDuration, formatRange } from './format-time'
import type { PageClock } from './time/page-clock'
import { resolveView, type WindowText } from './time/shift-window'

export interface WindowPreset {
  from: string
  title: string
  spoken: string
}

export const WINDOW_PRESETS: readonly WindowPreset[] = [
  { from: 'now-15m', title: '15 min', spoken: 'last 15 minutes' },
  { from: 'now-1h', title: '1 h', spoken: 'last hour' },
  { from: 'now-3h', title: '3 h', spoken: 'last 3 hours' },
  { from: 'now-6h', title: '6 h', spoken: 'last 6 hours' },
  { from: 'now-12h', title: '12 h', spoken: 'last 12 hours' },
  { from: 'now-24h', title: '24 h', spoken: 'last 24 hours' },
  { from: 'now-2d', title: '2 d', spoken: 'last 2 days' },
  { from: 'now-7d', title: '7 d', spoken: 'last 7 days' },
  { from: 'now-14d', title: '14 d', spoken: 'last 14 days' },
  { from: 'now-28d', title: '28 d', spoken: 'last 28 days' },
]

export const isFixedWindow = (view: { from: string; to: string }): boolean => !isRelativeTime(view.to)

export const isPreset = (view: WindowText, preset: WindowPreset): boolean =>
  view.to === 'now' && view.from === preset.from

export interface WindowLabel {
  /** How long, or which of the usual windows. */
  title: string
  /** From when to when, in both zones; empty while nobody knows the time. */
  range: string
}

/** `momentMs` is the now of what is on screen; null while nothing is. */
export const describeWindow = (view: WindowText, zone: Zone, momentMs: number | null): WindowLabel => {
  const window = momentMs === null ? null : resolveView(view, momentMs)
  const range = window === null ? '' : formatRange(window, zone)
  const preset = WINDOW_PRESETS.find((candidate) => isPreset(view, candidate))
  if (preset !== undefined) return { title: preset.spoken, range }
  if (window === null) return { title: 'window', range }
  const length = formatDuration(window.toMs - window.fromMs)
  return { title: view.to === 'now' && isRelativeTime(view.from) ? `last ${length}` : length, range }
}

/** The text of a `datetime-local` field, read by the clock that the page is set to. */
export const toInputText = (timeMs: number, { offsetAt }: PageClock): string => {
  const text = new Date(clockMsOf(timeMs, offsetAt)).toISOString().slice(0, 19)
  return text.endsWith(':00') ? text.slice(0, 16) : text
}

/** Null when the field is empty or half filled, or when the clock skips that time. */
export const fromInputText = (text: string, { offsetAt }: PageClock): number | null => {
  const clockMs = Date.parse(`${text}Z`)
  return Number.isNaN(clockMs) ? null : (momentsOf(clockMs, offsetAt)[0] ?? null)
}
