import { FLEET_SORTS, type FleetSort } from './fleet'
import { isRelativeTime, parseTimeExpression } from './time-expression'

/** What a page shows, as it stands in its URL; everything absent has its default. */
export interface ViewState {
  from: string
  to: string
  zone: Zone
  filter: string
  sort: FleetSort
  show: ShownValue
}

/** `local` is the zone of the browser. */
export const ZONES = ['local', 'utc'] as const
export type Zone = (typeof ZONES)[number]

/** Which number of a reading a cell prints; `judged` is the one that its verdict was made from. */
export const SHOWN_VALUES = ['judged', 'last', 'mean', 'max'] as const
export type ShownValue = (typeof SHOWN_VALUES)[number]

export const DEFAULT_VIEW: ViewState = {
  from: 'now-1h',
  to: 'now',
  zone: 'local',
  filter: '',
  sort: 'worst',
  show: 'judged',
}

const KEYS: Record<keyof ViewState, string> = {
  from: 'from',
  to: 'to',
  zone: 'tz',
  filter: 'filter',
  sort: 'sort',
  show: 'show',
}

/** Relative times stay as they are; absolute ones become UTC that a person can read. */
const canonicalTime = (text: string): string | null => {
  const trimmed = text.trim()
  const expression = parseTimeExpression(trimmed)
  if (expression === null) return null
  if (isRelativeTime(trimmed) || expression.kind === 'relative') return trimmed
  const iso = new Date(expression.atMs)
  return Number.isNaN(iso.getTime()) ? null : iso.toISOString().replace(/\.000Z$/, 'Z')
}

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => value === text) ?? null

const parsers: { [K in keyof ViewState]: (text: string) => ViewState[K] | null } = {
  from: canonicalTime,
  to: canonicalTime,
  zone: (text) => oneOf(ZONES, text),
  filter: (text) => text.slice(0, 2_000),
  sort: (text) => oneOf(FLEET_SORTS, text),
  show: (text) => oneOf(SHOWN_VALUES, text),
}

export const viewKey = (field: keyof ViewState): string => KEYS[field]

export const parseViewField = <K extends keyof ViewState>(field: K, text: string): ViewState[K] | null =>
  parsers[field](text)

export const parseViewState = (search: URLSearchParams): ViewState => {
  const read = <K extends keyof ViewState>(field: K): ViewState[K] => {
    const text = search.get(KEYS[field])
    return (text === null ? null : parsers[field](text)) ?? DEFAULT_VIEW[field]
  }
  return {
    from: read('from'),
    to: read('to'),
    zone: read('zone'),
    filter: read('filter'),
    sort: read('sort'),
    show: read('show'),
  }
}

/** Only what differs from the default is written, so a shared link is as short as it can be. */
export const toSearch = (view: Partial<ViewState>): string => {
  const search = new URLSearchParams()
  for (const field of viewFields) {
    const value = view[field]
    if (value !== undefined && value !== DEFAULT_VIEW[field]) search.set(KEYS[field], value)
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

const viewFields = ['from', 'to', 'zone', 'filter', 'sort', 'show'] as const
