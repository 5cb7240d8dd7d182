import { useMemo, useState } from 'react'
import { toWindowText } from '@/components/ui/time/shift-window'
import { useView } from '@/components/ui/view'
import type { Window } from '@/lib/core/series'
import { Crosshair } from './crosshair'

/** One crosshair for all plots of a page; a brush on one of them sets the window of the page. */
export const useZoomingPlots = () => {
  const [, setView] = useView()
  const [crosshair] = useState(() => new Crosshair())
  return useMemo(
    () => ({
      crosshair,
      onZoom: (window: Window) => {
        setView(toWindowText(window))
      },
    }),
    [crosshair, setView],
  )
}
