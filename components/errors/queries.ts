import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { failuresAnswer, type FailuresAnswer } from '@/lib/contract/failures'
import { seriesAnswer } from '@/lib/contract/series'
import type { ViewState } from '@/lib/contract/view-state'
import type { MetricId } from '@/lib/core/checklist/types'

const REFRESH_MS = 30_000

export const failuresQuery = ({ from, to, filter, service, errorLabel }: ViewState) => {
  const asked = { from, to, filter, service, by: errorLabel }
  return queryOptions({
    queryKey: ['errors', asked],
    queryFn: ({ signal }) => fetchApi(failuresAnswer, 'errors', asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isFixedWindow(asked) ? false : REFRESH_MS,
  })
}

export const NODE_METRICS: readonly MetricId[] = [
  'cpu.utilization.busy',
  'disk.utilization.busy',
  'memory.saturation.pressure',
  'tcp.saturation.retransmits',
]

/** The same steps as the failures, so that one crosshair points at all. */
export const nodeSeriesQuery = ({ window, stepMs }: FailuresAnswer, nodeId: number) => {
  const asked = {
    from: String(window.fromMs),
    to: String(window.toMs),
    step: stepMs,
    metric: NODE_METRICS.join(','),
    nodes: nodeId,
  }
  return queryOptions({
    queryKey: ['errors', 'node', asked],
    queryFn: ({ signal }) => fetchApi(seriesAnswer, 'series', asked, signal),
    placeholderData: keepPreviousData,
  })
}
