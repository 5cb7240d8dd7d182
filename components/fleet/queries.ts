import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { cellAnswer, type CellParams } from '@/lib/contract/cell'
import { fleetGrid, type FleetGrid, type FleetParams } from '@/lib/contract/fleet'
import { seriesAnswer } from '@/lib/contract/series'
import type { MetricId } from '@/lib/core/checklist/types'

const REFRESH_MS = 10_000
const FIRST_SAMPLE_MS = 3_000

/** An answer with the question that it answers: while another is on its way, this one still stands on the screen. */
export interface AskedFleet {
  asked: FleetParams
  grid: FleetGrid
}

export const fleetGridQuery = (asked: FleetParams) =>
  queryOptions({
    queryKey: ['fleet', 'grid', asked],
    queryFn: async ({ signal }): Promise<AskedFleet> => ({
      asked,
      grid: await fetchApi(fleetGrid, 'fleet', asked, signal),
    }),
    placeholderData: keepPreviousData,
    /** Comparing thousands of cells costs more than drawing the forty rows that are on screen. */
    structuralSharing: false,
    refetchInterval: (query) => {
      if (query.state.data?.grid.known === 0) return FIRST_SAMPLE_MS
      return isFixedWindow(asked) && query.state.status !== 'error' ? false : REFRESH_MS
    },
  })

export const cellQuery = ({ id, resource, from, to }: CellParams) =>
  queryOptions({
    queryKey: ['fleet', 'cell', id, resource, { from, to }],
    queryFn: ({ signal }) => fetchApi(cellAnswer, `nodes/${id}/cells/${resource}`, { from, to }, signal),
    staleTime: REFRESH_MS,
  })

interface SparkParams {
  id: string
  metrics: readonly MetricId[]
  from: string
  to: string
}

export const sparkQuery = ({ id, metrics, from, to }: SparkParams) =>
  queryOptions({
    queryKey: ['fleet', 'spark', id, metrics, { from, to }],
    queryFn: ({ signal }) =>
      fetchApi(seriesAnswer, 'series', { metric: metrics.join(','), nodes: id, from, to }, signal),
    enabled: metrics.length > 0,
    staleTime: REFRESH_MS,
  })
