import {
  canonicalMarks,
  canonicalPins,
  canonicalResources,
  NODE_CHOICES,
  type NodeChoice,
} from './fleet-choice'
import { FLEET_SORTS, type FleetSort } from './fleet-sort'
import { parseOpenGroups, printOpenGroups } from './open-groups'
import type { MetricId } from '../core/checklist/types'
import { isZone } from '../core/local-days'
import { parseClockBand, printClockBand } from './clock-band-text'
import { metricId } from './reading'
import { isRelativeTime, parseTimeExpression } from './time-expression'

/** What a page shows, as it stands in its URL; everything absent has its default. */
export interface ViewState {
  from: string
  to: string
  zone: Zone
  filter: string
  sort: FleetSort
  show: ShownValue
  compare: Comparison
  /** The label or fact that the fleet is grouped by. */
  group: string
  open: string
  columns: string
  verdict: string
  pins: string
  critical: string
  only: NodeChoice
  /** What the heat map shows. */
  metric: MetricId
  /** The order of the heat map's rows. */
  rows: RowOrder
  /** What the dots of the map show. */
  dots: MapDots
  /** `<resource>/<device>`, whose own charts are open; empty for none. */
  device: string
  /** What an explanation compares with; empty for the same hours of the days before. */
  baselineFrom: string
  baselineTo: string
  /** Resources of a node whose further metrics are shown. */
  more: string
  /** The zone whose clock the clock page is drawn on; empty for that of the page. */
  clockZone: string
  clockDays: ClockDays
  clockValue: ClockValue
  weekdays: Weekdays
  clockRows: ClockRowOrder
  /** A part of the day, like 06:00-07:30; empty for none. */
  band: string
  /** Who tells the events that are listed, and of which kind; empty for all. */
  source: string
  kind: string
  /** What the listed events hold. */
  text: string
  /** The id of the event whose details are open; empty for none. */
  event: string
  /** Id or name of the node whose days the clock shows, or whose signal is compared with others; empty for all. */
  node: string
  /** How far apart in time two signals may move and still be compared. */
  lag: MostLag
  /** Whose latency or profiles are shown; empty for all. */
  service: string
  operation: string
  vantage: string
  /** One picture of all vantage points, or one for each. */
  panels: LatencyPanels
  countScale: CountScale
  /** What a request may take, in milliseconds; empty for no objective. */
  slo: string
  sloTarget: SloTarget
  /** The part of a latency heat map that is looked at: times, milliseconds and vantage point; empty for none. */
  selectionFrom: string
  selectionTo: string
  selectionLow: string
  selectionHigh: string
  selectionVantage: string
  selectionReference: SelectionReference
  operationSort: OperationSort
  /** The fact that outages are compared by; empty for the one that separates best. */
  outageFact: string
  /** The label that failures are told apart by; empty for the usual one. */
  errorLabel: string
  /** What profiles count; empty for what most of them count. */
  profileKind: string
  /** What they are compared with: an earlier window, the window of `baselineFrom`, or the nodes of `againstFilter`. */
  against: Against
  againstFilter: string
  flameShape: FlameShape
  /** The frame that fills the width, by its callers; empty for all. */
  zoom: string
  frameOrder: FrameOrder
  /** The id of the profile whose samples are shown by time, and which part of it, in ms like 1000-2500. */
  profile: string
  part: string
}
export type ViewFieldName = keyof ViewState

/** `local` is the zone of the browser. */
export const ZONES = ['local', 'utc'] as const
export type Zone = (typeof ZONES)[number]

/** Which number of a reading a cell prints; `judged` is the one that its verdict was made from. */
export const SHOWN_VALUES = ['judged', 'last', 'mean', 'max'] as const
export type ShownValue = (typeof SHOWN_VALUES)[number]

/** What the window is compared with: nothing, the same time yesterday, or the same time a week ago. */
export const COMPARISONS = ['', 'yesterday', 'week'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** By the worst value, by when it began, by what rises and falls together, by label or fact, or by name. */
export const ROW_ORDERS = ['value', 'onset', 'similarity', 'group', 'name'] as const
export type RowOrder = (typeof ROW_ORDERS)[number]

/** Each node by the worst of all its readings, or by one metric. */
export const MAP_DOTS = ['worst', 'metric'] as const
export type MapDots = (typeof MAP_DOTS)[number]

/** How many local days the clock page folds. */
export const CLOCK_DAYS = ['7', '14', '28', '56', '92'] as const
export type ClockDays = (typeof CLOCK_DAYS)[number]

/** Share of the days above the node's own threshold, or the mean, 95th percentile or highest of the days. */
export const CLOCK_VALUES = ['share', 'mean', 'p95', 'max'] as const
export type ClockValue = (typeof CLOCK_VALUES)[number]

/** Days of the week from 1 for Monday; empty for all. */
export const WEEKDAYS = ['', '1,2,3,4,5', '6,7', '1', '2', '3', '4', '5', '6', '7'] as const
export type Weekdays = (typeof WEEKDAYS)[number]

/** By when on the clock a node peaks, by its highest value, by what rises and falls together, by label or fact, or by name. */
export const CLOCK_ROW_ORDERS = ['phase', 'value', 'similarity', 'group', 'name'] as const
export type ClockRowOrder = (typeof CLOCK_ROW_ORDERS)[number]
/** All vantage points together, or side by side. */
export const LATENCY_PANELS = ['', 'vantage'] as const
export type LatencyPanels = (typeof LATENCY_PANELS)[number]

/** How counts become colours: even in their logarithm, in themselves, or in their rank. */
export const COUNT_SCALES = ['log', 'linear', 'quantile'] as const
export type CountScale = (typeof COUNT_SCALES)[number]

/** The share of requests that must not take longer than the objective. */
export const SLO_TARGETS = ['0.9', '0.95', '0.99', '0.999'] as const
export type SloTarget = (typeof SLO_TARGETS)[number]

/** What a selection is compared with. */
export const SELECTION_REFERENCES = ['rest', 'day', 'week'] as const
export type SelectionReference = (typeof SELECTION_REFERENCES)[number]

export const OPERATION_SORTS = ['count', 'name', 'mean', 'p50', 'p99', 'max', 'errors'] as const
export type OperationSort = (typeof OPERATION_SORTS)[number]

/** In minutes. */
export const MOST_LAGS = ['0', '15', '60', '180'] as const
export type MostLag = (typeof MOST_LAGS)[number]

/** What profiles are compared with. */
export const AGAINST = ['', 'yesterday', 'week', 'window', 'nodes'] as const
export type Against = (typeof AGAINST)[number]

/** Callers below or above what they call. */
export const FLAME_SHAPES = ['icicle', 'flame'] as const
export type FlameShape = (typeof FLAME_SHAPES)[number]

/** By default the largest share, or the largest change where something is compared. */
export const FRAME_ORDERS = ['', 'name', 'self', 'total', 'selfChange', 'totalChange'] as const
export type FrameOrder = (typeof FRAME_ORDERS)[number]

const MAX_DEVICE_CHARACTERS = 600
const MAX_FILTER_CHARACTERS = 2_000
const MAX_NAME_CHARACTERS = 200
const MAX_LATENCY_NAME_CHARACTERS = 500
const MAX_LIST_CHARACTERS = 8_000
const MAX_MS = 1e12

interface ViewField<T extends string> {
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

const textField = (
  key: string,
  initial: string,
  parse: (text: string) => string | null,
): ViewField<string> => ({ key, initial, parse })

const choiceField = <T extends string>(key: string, initial: T, values: readonly T[]): ViewField<T> => ({
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

const timeField = (key: string, initial: string): ViewField<string> => ({
  key,
  initial,
  parse: canonicalTime,
  isTime: true,
})
const canonicalOpen = (text: string): string | null => {
  const printed = printOpenGroups(parseOpenGroups(text))
  return printed.length > MAX_LIST_CHARACTERS ? null : printed
}

const canonicalBand = (text: string): string | null => {
  const band = parseClockBand(text)
  return band === null ? null : printClockBand(band)
}

/** Milliseconds, as their shortest number. */
const canonicalMs = (text: string): string | null => {
  const ms = Number(text)
  return text.trim() !== '' && ms > 0 && ms <= MAX_MS ? String(ms) : null
}

const canonicalMetric = (text: string): MetricId | null => {
  const parsed = metricId.safeParse(text)
  return parsed.success ? parsed.data : null
}

/** Everything that a page can be set to, each once: its place in the URL, its default and what it may be. */
export const VIEW_FIELDS: { [K in ViewFieldName]: ViewField<ViewState[K]> } = {
  from: timeField('from', 'now-1h'),
  to: timeField('to', 'now'),
  zone: choiceField('tz', 'local', ZONES),
  filter: textField('filter', '', (text) => text.slice(0, MAX_FILTER_CHARACTERS)),
  sort: choiceField('sort', 'worst', FLEET_SORTS),
  show: choiceField('show', 'judged', SHOWN_VALUES),
  compare: choiceField('compare', '', COMPARISONS),
  group: textField('group', '', (text) => text.slice(0, MAX_NAME_CHARACTERS)),
  open: textField('open', '', canonicalOpen),
  columns: textField('columns', '', canonicalResources),
  verdict: textField('verdict', '', canonicalMarks),
  pins: textField('pins', '', canonicalPins),
  critical: textField('critical', '', (text) => text.slice(0, MAX_FILTER_CHARACTERS)),
  only: choiceField('only', 'all', NODE_CHOICES),
  metric: { key: 'metric', initial: 'cpu.utilization.busy', parse: canonicalMetric },
  rows: choiceField('rows', 'value', ROW_ORDERS),
  dots: choiceField('dots', 'worst', MAP_DOTS),
  baselineFrom: timeField('baselineFrom', ''),
  baselineTo: timeField('baselineTo', ''),
  device: textField('device', '', (text) => text.slice(0, MAX_DEVICE_CHARACTERS)),
  more: textField('more', '', canonicalResources),
  clockZone: textField('clock', '', (text) => (isZone(text) ? text : null)),
  clockDays: choiceField('days', '28', CLOCK_DAYS),
  clockValue: choiceField('value', 'share', CLOCK_VALUES),
  weekdays: choiceField('weekdays', '', WEEKDAYS),
  clockRows: choiceField('order', 'phase', CLOCK_ROW_ORDERS),
  band: textField('band', '', canonicalBand),
  source: textField('source', '', (text) => text.slice(0, MAX_NAME_CHARACTERS)),
  kind: textField('kind', '', (text) => text.slice(0, MAX_NAME_CHARACTERS)),
  text: textField('q', '', (text) => text.slice(0, MAX_NAME_CHARACTERS)),
  event: textField('event', '', (text) => (/^\d{1,15}$/.test(text) ? text : null)),
  node: textField('node', '', (text) => text.slice(0, MAX_DEVICE_CHARACTERS)),
  lag: choiceField('lag', '60', MOST_LAGS),
  service: textField('service', '', (text) => text.slice(0, MAX_LATENCY_NAME_CHARACTERS)),
  operation: textField('operation', '', (text) => text.slice(0, MAX_LATENCY_NAME_CHARACTERS)),
  vantage: textField('vantage', '', (text) => text.slice(0, MAX_LATENCY_NAME_CHARACTERS)),
  panels: choiceField('panels', '', LATENCY_PANELS),
  countScale: choiceField('scale', 'log', COUNT_SCALES),
  slo: textField('slo', '', canonicalMs),
  sloTarget: choiceField('target', '0.99', SLO_TARGETS),
  selectionFrom: timeField('selectionFrom', ''),
  selectionTo: timeField('selectionTo', ''),
  selectionLow: textField('selectionLow', '', canonicalMs),
  selectionHigh: textField('selectionHigh', '', canonicalMs),
  selectionVantage: textField('selectionVantage', '', (text) => text.slice(0, MAX_LATENCY_NAME_CHARACTERS)),
  errorLabel: textField('label', '', (text) => text.slice(0, MAX_NAME_CHARACTERS)),
  outageFact: textField('fact', '', (text) => text.slice(0, MAX_NAME_CHARACTERS)),
  selectionReference: choiceField('reference', 'rest', SELECTION_REFERENCES),
  operationSort: choiceField('operations', 'count', OPERATION_SORTS),
  profileKind: textField('counted', '', (text) => text.slice(0, MAX_NAME_CHARACTERS)),
  against: choiceField('against', '', AGAINST),
  againstFilter: textField('againstFilter', '', (text) => text.slice(0, MAX_FILTER_CHARACTERS)),
  flameShape: choiceField('shape', 'icicle', FLAME_SHAPES),
  zoom: textField('zoom', '', (text) => (/^[0-9a-z]{1,20}$/.test(text) ? text : null)),
  frameOrder: choiceField('by', '', FRAME_ORDERS),
  profile: textField('profile', '', (text) => (/^\d{1,15}$/.test(text) ? text : null)),
  part: textField('part', '', (text) => (/^\d{1,9}-\d{1,9}$/.test(text) ? text : null)),
}

/** Holds because `Object.keys` of a table that is written out here gives its names. */
const namesOf = (fields: typeof VIEW_FIELDS): ViewFieldName[] => Object.keys(fields) as ViewFieldName[]

export const viewFieldNames: readonly ViewFieldName[] = namesOf(VIEW_FIELDS)

/** Holds because the names are those of `VIEW_FIELDS`, and each value came from the field of its name. */
const asViewState = (entries: unknown): ViewState => entries as ViewState

type FieldReader = <K extends ViewFieldName>(name: K) => ViewState[K]

/** Built by name, so that a field that is added to the table cannot be forgotten here. */
const buildView = (read: FieldReader): ViewState => {
  const entries = viewFieldNames.map((name) => [name, read(name)])
  return asViewState(Object.fromEntries(entries))
}

export const parseViewField = <K extends ViewFieldName>(name: K, text: string): ViewState[K] | null =>
  VIEW_FIELDS[name].parse(text)

export const DEFAULT_VIEW: ViewState = buildView((name) => VIEW_FIELDS[name].initial)

export const parseViewState = (search: URLSearchParams): ViewState =>
  buildView((name) => {
    const text = search.get(VIEW_FIELDS[name].key)
    return (text === null ? null : parseViewField(name, text)) ?? VIEW_FIELDS[name].initial
  })

/** Only what differs from the default is written, so a shared link is as short as it can be. */
export const toSearch = (view: Partial<ViewState>): string => {
  const search = new URLSearchParams()
  for (const name of viewFieldNames) {
    const value = view[name]
    if (value !== undefined && value !== VIEW_FIELDS[name].initial) search.set(VIEW_FIELDS[name].key, value)
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}
