'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useView } from '../view'
import { pageClock } from './page-clock'
import { pauseWindow, resumeWindow, shiftWindow, zoomOut } from './shift-window'
import { readShownMomentMs, readShownNowMs } from './shown-moment'

/** What can be done to the window with one press, reckoned from what is on screen. */
export const useWindowActions = () => {
  const [view, setView] = useView()
  const client = useQueryClient()
  const nowMs = () => readShownNowMs(client)
  return {
    shift: (direction: -1 | 1) => {
      setView(shiftWindow(view, direction, nowMs(), pageClock(view.zone).offsetAt))
    },
    zoomOut: () => {
      setView(zoomOut(view, nowMs()))
    },
    pause: () => {
      setView(pauseWindow(view, readShownMomentMs(client)))
    },
    resume: () => {
      setView(resumeWindow(view, nowMs()))
    },
  }
}
