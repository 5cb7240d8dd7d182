import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { eventsAnswer } from '@/lib/contract/events'
import { heatMapAnswer, type HeatMapParams } from '@/lib/contract/heat-map'
import { prepareHeatMap } from './prepare-heat-map'

/** A column spans a minute at least, and a large fleet's answer is a megabyte. */
const REFRESH_MS = 30_000

export const heatMapQuery = (params: HeatMapParams) =>
  queryOptions({
    queryKey: ['metric', 'heat-map', params],
    queryFn: ({ signal }) => fetchApi(heatMapAnswer, 'heatmap', params, signal),
    select: prepareHeatMap,
    placeholderData: keepPreviousData,
    /** Comparing a million cells costs more than drawing them. */
    structuralSharing: false,
    refetchInterval: (query) =>
      isFixedWindow(params) && query.state.status !== 'error' ? false : REFRESH_MS,
  })

/** Of the nodes that the filter leaves, of their clusters, and of the fleet. */
export const heatMapEventsQuery = (params: { from: string; to: string; filter: string }) =>
  queryOptions({
    queryKey: ['metric', 'events', params],
    queryFn: ({ signal }) => fetchApi(eventsAnswer, 'events', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isFixedWindow(params) ? false : REFRESH_MS,
  })
