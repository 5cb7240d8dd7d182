'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { SeriesAnswer } from '@/lib/contract/series'
import type { ViewState } from '@/lib/contract/view-state'
import { comparedWindow } from './compared-window'
import { nodeSeriesQuery, type NodeSeriesParams } from './queries'

export interface ComparedSeries {
  /** Undefined until they have arrived. */
  series: SeriesAnswer | undefined
  /** Undefined until they have arrived, or where nothing is compared. */
  earlier: SeriesAnswer | undefined
}

/** Series of the window, and of the earlier one where the view compares; drawn when nothing more urgent is to do. */
export const useNodeSeries = (
  params: Omit<NodeSeriesParams, 'from' | 'to'>,
  { from, to, compare }: ViewState,
): ComparedSeries => {
  const { data: series } = useQuery(nodeSeriesQuery({ ...params, from, to }))
  const window = series === undefined ? null : comparedWindow(series.window, compare)
  const options = nodeSeriesQuery({
    ...params,
    from: String(window?.fromMs ?? 0),
    to: String(window?.toMs ?? 0),
    stepMs: series?.stepMs,
  })
  const { data: compared } = useQuery({ ...options, enabled: window !== null && params.metrics.length > 0 })
  const isSame = isSameSpan(window, compared)
  const drawn = useDeferredValue(series)
  const drawnEarlier = useDeferredValue(isSame ? compared : undefined)
  return useMemo(() => ({ series: drawn, earlier: drawnEarlier }), [drawn, drawnEarlier])
}

/** While another window is on its way, the one before it would be drawn in the wrong place. */
const isSameSpan = (
  window: { fromMs: number; toMs: number } | null,
  earlier: SeriesAnswer | undefined,
): boolean =>
  window !== null && earlier?.window.fromMs === window.fromMs && earlier.window.toMs === window.toMs
