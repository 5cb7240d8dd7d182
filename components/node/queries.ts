import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { nodeAnswer, type NodeParams } from '@/lib/contract/node'
import { seriesAnswer } from '@/lib/contract/series'
import type { MetricId } from '@/lib/core/checklist/types'

const REFRESH_MS = 15_000

const refreshOf = (window: { from: string; to: string }) => (isFixedWindow(window) ? false : REFRESH_MS)

export const nodeQuery = ({ id, ...params }: NodeParams) =>
  queryOptions({
    queryKey: ['node', id, params],
    queryFn: ({ signal }) => fetchApi(nodeAnswer, `nodes/${encodeURIComponent(id)}`, params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(params),
  })

export interface NodeSeriesParams {
  nodeId: number
  /** Empty for the whole node. */
  device: string
  metrics: readonly MetricId[]
  from: string
  to: string
}

export const nodeSeriesQuery = ({ nodeId, device, metrics, from, to }: NodeSeriesParams) =>
  queryOptions({
    queryKey: ['node', nodeId, 'series', { device, metrics, from, to }],
    queryFn: ({ signal }) =>
      fetchApi(
        seriesAnswer,
        'series',
        { metric: metrics.join(','), nodes: nodeId, device, from, to },
        signal,
      ),
    enabled: metrics.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf({ from, to }),
  })
