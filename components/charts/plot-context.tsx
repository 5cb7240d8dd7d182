'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Window } from '@/lib/core/series'
import { Crosshair, type CrosshairState } from './crosshair'

interface PlotContextValue {
  crosshair: Crosshair
  onZoom: (window: Window) => void
}

const PlotContext = createContext<PlotContextValue>({ crosshair: new Crosshair(), onZoom: () => undefined })

/** Plots within it share one crosshair, and one window that a brush on any of them changes. */
export const PlotProvider = PlotContext.Provider

export const usePlots = (): PlotContextValue => useContext(PlotContext)

const NOWHERE: CrosshairState = { atMs: null, anchorMs: null }
const readNowhere = () => NOWHERE

export const useCrosshair = (): CrosshairState => {
  const { crosshair } = usePlots()
  return useSyncExternalStore(crosshair.subscribe, crosshair.read, readNowhere)
}
