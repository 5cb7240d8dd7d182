import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { latencyAnswer, latencyDistributionAnswer, latencyOperationsAnswer } from '@/lib/contract/latency'
import type { ViewState } from '@/lib/contract/view-state'

const REFRESH_MS = 15_000
/** While what was received is still being added up. */
const WAITING_MS = 3_000

interface Shown {
  nowMs: number
  asOfMs: number | null
}

/** What is received is added up within some seconds, unless there is much of it. */
export const isAddingUp = ({ nowMs, asOfMs }: Shown): boolean =>
  asOfMs !== null && nowMs - asOfMs > REFRESH_MS

const refreshOf =
  (window: { from: string; to: string }) =>
  ({ state }: { state: { data?: Shown | undefined } }): number | false => {
    if (state.data !== undefined && isAddingUp(state.data)) return WAITING_MS
    return isFixedWindow(window) ? false : REFRESH_MS
  }

const scopeOf = ({ from, to, filter, service, operation, vantage }: ViewState) => ({
  from,
  to,
  filter,
  service,
  operation,
  vantage,
})

export const latencyQuery = (view: ViewState) => {
  const objective = view.slo === '' ? {} : { sloMs: view.slo, sloTarget: view.sloTarget }
  const asked = { ...scopeOf(view), by: view.panels, ...objective }
  return queryOptions({
    queryKey: ['latency', 'heat-map', asked],
    queryFn: ({ signal }) => fetchApi(latencyAnswer, 'latency', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(asked),
  })
}

/** Of all operations, so that another one can be chosen. */
export const operationsQuery = (view: ViewState) => {
  const { operation: _, ...asked } = scopeOf(view)
  return queryOptions({
    queryKey: ['latency', 'operations', asked],
    queryFn: ({ signal }) => fetchApi(latencyOperationsAnswer, 'latency/operations', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(asked),
  })
}

export const distributionQuery = (view: ViewState) => {
  const { selectionFrom, selectionTo, selectionLow, selectionHigh, selectionVantage, selectionReference } =
    view
  const scope = scopeOf(view)
  const asked = {
    ...scope,
    vantage: selectionVantage === '' ? scope.vantage : selectionVantage,
    selectionFrom,
    selectionTo,
    minMs: selectionLow,
    maxMs: selectionHigh,
    against: selectionReference,
  }
  return queryOptions({
    queryKey: ['latency', 'distribution', asked],
    queryFn: ({ signal }) => fetchApi(latencyDistributionAnswer, 'latency/distribution', asked, signal),
    enabled: selectionFrom !== '' && selectionTo !== '',
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(asked),
  })
}
