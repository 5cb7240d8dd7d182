'use client'

import { createParser, useQueryStates } from 'nuqs'
import { DEFAULT_VIEW, parseViewField, viewKey, type ViewState } from '@/lib/contract/view-state'

const parser = <K extends keyof ViewState>(field: K) =>
  createParser<ViewState[K]>({
    parse: (text) => parseViewField(field, text),
    serialize: (value) => value,
  }).withDefault(DEFAULT_VIEW[field])

const parsers = {
  from: parser('from'),
  to: parser('to'),
  zone: parser('zone'),
  filter: parser('filter'),
  sort: parser('sort'),
  show: parser('show'),
}

const urlKeys = {
  from: viewKey('from'),
  to: viewKey('to'),
  zone: viewKey('zone'),
  filter: viewKey('filter'),
  sort: viewKey('sort'),
  show: viewKey('show'),
}

export type SetView = (change: Partial<ViewState>) => void

/** The view lives in the URL and nowhere else. */
export const useView = (): [ViewState, SetView] => {
  const [view, setQueryStates] = useQueryStates(parsers, { urlKeys, history: 'push' })
  const setView: SetView = (change) => {
    void setQueryStates(change)
  }
  return [view, setView]
}
