import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { eventsAnswer } from '@/lib/contract/events'
import { outagesAnswer } from '@/lib/contract/outages'
import { nodeAnswer, type NodeAnswer, type NodeParams } from '@/lib/contract/node'
import { filterOfNode } from '@/lib/contract/node-filter'
import { peersAnswer, type PeersParams } from '@/lib/contract/peers'
import { seriesAnswer } from '@/lib/contract/series'
import { outageEvents } from './outage-events'
import type { MetricId } from '@/lib/core/checklist/types'

const REFRESH_MS = 15_000

/** Where a node lies among its peers changes slowly. */
const PEERS_REFRESH_MS = 60_000

const refreshOf = (window: { from: string; to: string }, everyMs = REFRESH_MS) =>
  isFixedWindow(window) ? false : everyMs

export const nodeQuery = ({ id, ...params }: NodeParams) =>
  queryOptions({
    queryKey: ['node', id, params],
    queryFn: ({ signal }) => fetchApi(nodeAnswer, `nodes/${encodeURIComponent(id)}`, params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(params),
  })

export const nodePeersQuery = ({ id, ...params }: PeersParams) =>
  queryOptions({
    queryKey: ['node', id, 'peers', params],
    queryFn: ({ signal }) => fetchApi(peersAnswer, `nodes/${encodeURIComponent(id)}/peers`, params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(params, PEERS_REFRESH_MS),
  })

/** Of the node, of its cluster, and of the fleet. */
export const nodeEventsQuery = ({ nodeId, ...window }: { nodeId: number; from: string; to: string }) =>
  queryOptions({
    queryKey: ['node', nodeId, 'events', window],
    queryFn: ({ signal }) => fetchApi(eventsAnswer, 'events', { ...window, nodes: nodeId }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(window),
  })

type AskedNode = Pick<NodeAnswer['node'], 'id' | 'cluster' | 'name'>

/** When the node was out; asked of all nodes' probes, so less often than the rest. */
export const nodeOutagesQuery = ({ node, ...window }: { node: AskedNode; from: string; to: string }) =>
  queryOptions({
    queryKey: ['node', 'outages', node.id, window],
    queryFn: ({ signal }) =>
      fetchApi(outagesAnswer, 'outages', { ...window, filter: filterOfNode(node) }, signal),
    select: (answer) => ({ events: outageEvents(answer), total: answer.episodesTotal }),
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(window, PEERS_REFRESH_MS),
  })

export interface NodeSeriesParams {
  nodeId: number
  /** Empty for the whole node, `*` for every device. */
  device: string
  metrics: readonly MetricId[]
  from: string
  to: string
  /** At least so long; by default as short as a chart can show. */
  stepMs?: number | undefined
  limit?: number | undefined
}

export const nodeSeriesQuery = ({ nodeId, stepMs, ...params }: NodeSeriesParams) =>
  queryOptions({
    queryKey: ['node', nodeId, 'series', { ...params, stepMs }],
    queryFn: ({ signal }) => {
      const { metrics, ...others } = params
      const search = { ...others, metric: metrics.join(','), nodes: nodeId, step: stepMs }
      return fetchApi(seriesAnswer, 'series', search, signal)
    },
    enabled: params.metrics.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: refreshOf(params),
  })
