import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { correlationsAnswer, instancesAnswer } from '@/lib/contract/correlations'
import type { ViewState } from '@/lib/contract/view-state'

type Asked = Pick<ViewState, 'from' | 'to' | 'metric' | 'filter'>

/** It takes seconds, and a minute more of data changes little. */
const REFRESH_MS = 60_000

const refreshOf = (window: { from: string; to: string }) => (isFixedWindow(window) ? false : REFRESH_MS)

export const correlationsQuery = ({
  from,
  to,
  metric,
  filter,
  node,
  lag,
}: Asked & Pick<ViewState, 'node' | 'lag'>) => {
  const asked = { from, to, metric, filter, node, lagMaxMinutes: lag }
  return queryOptions({
    queryKey: ['correlations', 'pairs', asked],
    queryFn: ({ signal }) => fetchApi(correlationsAnswer, 'correlations', asked, signal),
    enabled: node !== '',
    placeholderData: (previous) => (previous?.target.name === node ? previous : undefined),
    staleTime: REFRESH_MS,
    refetchInterval: refreshOf(asked),
  })
}

export const instancesQuery = ({ from, to, metric, filter }: Asked) => {
  const asked = { from, to, metric, filter }
  return queryOptions({
    queryKey: ['correlations', 'instances', asked],
    queryFn: ({ signal }) => fetchApi(instancesAnswer, 'correlations/instances', asked, signal),
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS,
    refetchInterval: refreshOf(asked),
  })
}
