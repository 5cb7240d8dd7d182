import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { coverageAnswer, type CoverageParams } from '@/lib/contract/coverage'

/** Senders are not switched on and off by the minute. */
const REFRESH_MS = 30_000

export const coverageQuery = (params: CoverageParams) =>
  queryOptions({
    queryKey: ['coverage', params],
    queryFn: ({ signal }) => fetchApi(coverageAnswer, 'coverage', params, signal),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    refetchInterval: (query) =>
      isFixedWindow(params) && query.state.status !== 'error' ? false : REFRESH_MS,
  })
