'use client'

import { createParser, useQueryStates } from 'nuqs'
import {
  DEFAULT_VIEW,
  parseViewField,
  VIEW_FIELDS,
  type ViewFieldName,
  type ViewState,
} from '@/lib/contract/view-state'

const parser = <K extends ViewFieldName>(name: K) =>
  createParser<ViewState[K]>({
    parse: (text) => parseViewField(name, text),
    serialize: (value) => value,
  }).withDefault(DEFAULT_VIEW[name])

const parsers = {
  from: parser('from'),
  to: parser('to'),
  zone: parser('zone'),
  filter: parser('filter'),
  sort: parser('sort'),
  show: parser('show'),
  compare: parser('compare'),
  group: parser('group'),
  open: parser('open'),
  columns: parser('columns'),
  verdict: parser('verdict'),
  pins: parser('pins'),
  critical: parser('critical'),
  only: parser('only'),
  metric: parser('metric'),
  rows: parser('rows'),
  dots: parser('dots'),
  device: parser('device'),
  baselineFrom: parser('baselineFrom'),
  baselineTo: parser('baselineTo'),
  more: parser('more'),
  clockZone: parser('clockZone'),
  clockDays: parser('clockDays'),
  clockValue: parser('clockValue'),
  weekdays: parser('weekdays'),
  clockRows: parser('clockRows'),
  band: parser('band'),
  source: parser('source'),
  kind: parser('kind'),
  text: parser('text'),
  event: parser('event'),
  node: parser('node'),
  lag: parser('lag'),
  service: parser('service'),
  operation: parser('operation'),
  vantage: parser('vantage'),
  panels: parser('panels'),
  countScale: parser('countScale'),
  slo: parser('slo'),
  sloTarget: parser('sloTarget'),
  selectionFrom: parser('selectionFrom'),
  selectionTo: parser('selectionTo'),
  selectionLow: parser('selectionLow'),
  selectionHigh: parser('selectionHigh'),
  selectionVantage: parser('selectionVantage'),
  selectionReference: parser('selectionReference'),
  operationSort: parser('operationSort'),
  costSort: parser('costSort'),
  outageFact: parser('outageFact'),
  errorLabel: parser('errorLabel'),
  profileKind: parser('profileKind'),
  against: parser('against'),
  againstFilter: parser('againstFilter'),
  flameShape: parser('flameShape'),
  zoom: parser('zoom'),
  frameOrder: parser('frameOrder'),
  profile: parser('profile'),
  part: parser('part'),
}

const urlKeys = Object.fromEntries(Object.entries(VIEW_FIELDS).map(([name, { key }]) => [name, key]))

export type SetView = (change: Partial<ViewState>) => void

/** The view lives in the URL and nowhere else. */
export const useView = (): [ViewState, SetView] => {
  const [view, setQueryStates] = useQueryStates(parsers, { urlKeys, history: 'push' })
  const setView: SetView = (change) => {
    void setQueryStates(change)
  }
  return [view, setView]
}
