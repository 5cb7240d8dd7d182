import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { correlationsAnswer, instancesAnswer } from '@/lib/contract/correlations'
import type { ViewState } from '@/lib/contract/view-state'

type Asked = Pick<ViewState, 'from' | 'to' | 'metric' | 'filter'>

/** It takes seconds, and a minute more of data changes little: it is asked for anew only when the question changes. */
const STALE_MS = 5 * 60_000

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
    staleTime: STALE_MS,
  })
}

export const instancesQuery = ({ from, to, metric, filter }: Asked) => {
  const asked = { from, to, metric, filter }
  return queryOptions({
    queryKey: ['correlations', 'instances', asked],
    queryFn: ({ signal }) => fetchApi(instancesAnswer, 'correlations/instances', asked, signal),
    placeholderData: keepPreviousData,
    staleTime: STALE_MS,
  })
}
