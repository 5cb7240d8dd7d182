import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { fleetGrid, type FleetParams } from '@/lib/contract/fleet'

const REFRESH_MS = 10_000
const FIRST_SAMPLE_MS = 3_000

export const fleetGridQuery = (params: FleetParams) =>
  queryOptions({
    queryKey: ['fleet', 'grid', params],
    queryFn: ({ signal }) => fetchApi(fleetGrid, 'fleet', params, signal),
    placeholderData: keepPreviousData,
    /** Comparing thousands of cells costs more than drawing the forty rows that are on screen. */
    structuralSharing: false,
    refetchInterval: (query) => {
      if (query.state.data?.known === 0) return FIRST_SAMPLE_MS
      return isFixedWindow(params) && query.state.status !== 'error' ? false : REFRESH_MS
    },
  })
