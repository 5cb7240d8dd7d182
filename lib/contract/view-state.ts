import {
  canonicalMarks,
  canonicalPins,
  canonicalResources,
  NODE_CHOICES,
  type NodeChoice,
} from './fleet-choice'
import { FLEET_SORTS, type FleetSort } from './fleet-sort'
import type { MetricId } from '../core/checklist/types'
import { isZone } from '../core/local-days'
import {
  ZONES,
  type Zone,
  SHOWN_VALUES,
  type ShownValue,
  COMPARISONS,
  type Comparison,
  ROW_ORDERS,
  type RowOrder,
  MAP_DOTS,
  type MapDots,
  CLOCK_DAYS,
  type ClockDays,
  CLOCK_VALUES,
  type ClockValue,
  WEEKDAYS,
  type Weekdays,
  CLOCK_ROW_ORDERS,
  type ClockRowOrder,
  LATENCY_PANELS,
  type LatencyPanels,
  COUNT_SCALES,
  type CountScale,
  SLO_TARGETS,
  type SloTarget,
  SELECTION_REFERENCES,
  type SelectionReference,
  OPERATION_SORTS,
  type OperationSort,
  COST_SORTS,
  type CostSort,
  MOST_LAGS,
  type MostLag,
  AGAINST,
  type Against,
  FLAME_SHAPES,
  type FlameShape,
  FRAME_ORDERS,
  type FrameOrder,
} from './view-choices'
import {
  MAX_DEVICE_CHARACTERS,
  MAX_FILTER_CHARACTERS,
  MAX_NAME_CHARACTERS,
  MAX_LATENCY_NAME_CHARACTERS,
  type ViewField,
  textField,
  choiceField,
  timeField,
  canonicalOpen,
  canonicalBand,
  canonicalMs,
  canonicalMetric,
} from './view-field'

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
  costSort: CostSort
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
  costSort: choiceField('cost', 'cpu', COST_SORTS),
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
