import { parseOpenGroups, printOpenGroups } from './open-groups'
import type { MetricId } from '../core/checklist/types'
import { parseClockBand, printClockBand } from './clock-band-text'
import { metricId } from './reading'
import { isRelativeTime, parseTimeExpression } from './time-expression'

export const MAX_DEVICE_CHARACTERS = 600
export const MAX_FILTER_CHARACTERS = 2_000
export const MAX_NAME_CHARACTERS = 200
export const MAX_LATENCY_NAME_CHARACTERS = 500
const MAX_LIST_CHARACTERS = 8_000
const MAX_MS = 1e12

export interface ViewField<T extends string> {
  /** Its name in the URL. */
  key: string
  initial: T
  /** The one spelling of what the text means; null when it means nothing. */
  parse: (text: string) => T | null
  /** All it may be, where that is a short list. */
  values?: readonly T[]
  /** A permalink fixes it, so that the link shows next year what its sender saw. */
  isTime?: boolean
}

export const textField = (
  key: string,
  initial: string,
  parse: (text: string) => string | null,
): ViewField<string> => ({ key, initial, parse })

export const choiceField = <T extends string>(
  key: string,
  initial: T,
  values: readonly T[],
): ViewField<T> => ({
  key,
  initial,
  parse: (text) => values.find((value) => value === text) ?? null,
  values,
})

/** Relative times stay as they are; absolute ones become UTC that a person can read. */
const canonicalTime = (text: string): string | null => {
  const trimmed = text.trim()
  const expression = parseTimeExpression(trimmed)
  if (expression === null) return null
  if (isRelativeTime(trimmed) || expression.kind === 'relative') return trimmed
  const iso = new Date(expression.atMs)
  return Number.isNaN(iso.getTime()) ? null : iso.toISOString().replace(/\.000Z$/, 'Z')
}

export const timeField = (key: string, initial: string): ViewField<string> => ({
  key,
  initial,
  parse: canonicalTime,
  isTime: true,
})
export const canonicalOpen = (text: string): string | null => {
  const printed = printOpenGroups(parseOpenGroups(text))
  return printed.length > MAX_LIST_CHARACTERS ? null : printed
}

export const canonicalBand = (text: string): string | null => {
  const band = parseClockBand(text)
  return band === null ? null : printClockBand(band)
}

/** Milliseconds, as their shortest number. */
export const canonicalMs = (text: string): string | null => {
  const ms = Number(text)
  return text.trim() !== '' && ms > 0 && ms <= MAX_MS ? String(ms) : null
}

export const canonicalMetric = (text: string): MetricId | null => {
  const parsed = metricId.safeParse(text)
  return parsed.success ? parsed.data : null
}
