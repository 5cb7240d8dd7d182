import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { fleetMapAnswer, type FleetMapParams } from '@/lib/contract/fleet-map'

const REFRESH_MS = 15_000

export const fleetMapQuery = (params: FleetMapParams) =>
  queryOptions({
    queryKey: ['map', params],
    queryFn: ({ signal }) => fetchApi(fleetMapAnswer, 'map', params, signal),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    refetchInterval: (query) =>
      isFixedWindow(params) && query.state.status !== 'error' ? false : REFRESH_MS,
  })
