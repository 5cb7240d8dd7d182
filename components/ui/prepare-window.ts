import { isRelativeTime, parseTimeExpression, resolveTime } from '@/lib/contract/time-expression'
import type { Zone } from '@/lib/contract/view-state'
import { formatDateTime } from './format-time'

export interface WindowPreset {
  from: string
  title: string
  spoken: string
}

export const WINDOW_PRESETS: readonly WindowPreset[] = [
  { from: 'now-15m', title: '15 m', spoken: 'last 15 minutes' },
  { from: 'now-1h', title: '1 h', spoken: 'last hour' },
  { from: 'now-6h', title: '6 h', spoken: 'last 6 hours' },
  { from: 'now-24h', title: '24 h', spoken: 'last 24 hours' },
  { from: 'now-7d', title: '7 d', spoken: 'last 7 days' },
]

export const isFixedWindow = (view: { from: string; to: string }): boolean => !isRelativeTime(view.to)

export const isPreset = (view: { from: string; to: string }, preset: WindowPreset): boolean =>
  view.to === 'now' && view.from === preset.from

const toMs = (text: string, nowMs: number): number => {
  const expression = parseTimeExpression(text)
  return expression === null ? nowMs : resolveTime(expression, nowMs)
}

export const describeWindow = (view: { from: string; to: string }, zone: Zone, nowMs: number): string => {
  const preset = WINDOW_PRESETS.find((candidate) => isPreset(view, candidate))
  if (preset !== undefined) return preset.spoken
  return `${formatDateTime(toMs(view.from, nowMs), zone)} to ${formatDateTime(toMs(view.to, nowMs), zone)}`
}

const MINUTE_MS = 60_000

/** The text of a `datetime-local` field, read in the zone that the page is set to. */
export const toInputText = (text: string, zone: Zone, nowMs: number): string => {
  const ms = toMs(text, nowMs)
  const shiftMs = zone === 'utc' ? 0 : new Date(ms).getTimezoneOffset() * MINUTE_MS
  return new Date(ms - shiftMs).toISOString().slice(0, 16)
}

/** Null when the field is empty or half filled. */
export const fromInputText = (text: string, zone: Zone): string | null => {
  const ms = Date.parse(zone === 'utc' ? `${text}Z` : text)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().replace(/\.000Z$/, 'Z')
}
