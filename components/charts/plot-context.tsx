'use client'

import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { useExplainWindow } from '@/components/ui/use-explain-window'
import type { Window } from '@/lib/core/series'
import { Crosshair, type CrosshairState } from './crosshair'

interface Plots {
  crosshair: Crosshair
  onZoom: (window: Window) => void
}

interface PlotContextValue extends Plots {
  onExplain: (window: Window) => void
}

const PlotContext = createContext<PlotContextValue>({
  crosshair: new Crosshair(),
  onZoom: () => undefined,
  onExplain: () => undefined,
})

/** Plots within it share one crosshair, and one window that a brush on any of them changes, or has explained. */
export const PlotProvider = ({ value, children }: { value: Plots; children: ReactNode }) => {
  const onExplain = useExplainWindow()
  const plots = useMemo(() => ({ ...value, onExplain }), [value, onExplain])
  return <PlotContext.Provider value={plots}>{children}</PlotContext.Provider>
}

export const usePlots = (): PlotContextValue => useContext(PlotContext)

const NOWHERE: CrosshairState = { atMs: null, anchorMs: null }
const readNowhere = () => NOWHERE

export const useCrosshair = (): CrosshairState => {
  const { crosshair } = usePlots()
  return useSyncExternalStore(crosshair.subscribe, crosshair.read, readNowhere)
}
