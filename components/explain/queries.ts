import { queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { explainAnswer, explainProgressAnswer, type ExplainParams } from '@/lib/contract/explain'
import { seriesAnswer } from '@/lib/contract/series'
import type { Window } from '@/lib/core/series'
import type { DevicesOf } from './prepare-devices'

/** Made when it is asked for, and never by itself: whoever reads it must not have it changed under their eyes. */
export const explainQuery = (params: ExplainParams) =>
  queryOptions({
    queryKey: ['explain', params],
    queryFn: ({ signal }) => fetchApi(explainAnswer, 'explain', params, signal),
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  })

const PROGRESS_MS = 500

/** Asked again and again while the answer is being made. */
export const explainProgressQuery = (params: ExplainParams) =>
  queryOptions({
    queryKey: ['explain', 'progress', params],
    queryFn: ({ signal }) => fetchApi(explainProgressAnswer, 'explain/progress', params, signal),
    refetchInterval: PROGRESS_MS,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

const DEVICE_STEPS = 60
const MOST_DEVICES = 200

/** Each device of a node in a window that no longer changes. */
export const devicesQuery = ({ node, metric }: DevicesOf, { fromMs, toMs }: Window) =>
  queryOptions({
    queryKey: ['explain', 'devices', { node, metric, fromMs, toMs }],
    queryFn: ({ signal }) => {
      const step = Math.ceil((toMs - fromMs) / DEVICE_STEPS)
      const search = { metric, nodes: node, device: '*', from: fromMs, to: toMs, step, limit: MOST_DEVICES }
      return fetchApi(seriesAnswer, 'series', search, signal)
    },
    staleTime: Infinity,
  })
