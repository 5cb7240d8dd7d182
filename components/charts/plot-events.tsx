'use client'

import { createContext, memo, useContext, useMemo } from 'react'
import type { EventAnswer } from '@/lib/contract/events'
import type { Window } from '@/lib/core/series'
import { eventLines } from './prepare-event-lane'

const PlotEventsContext = createContext<readonly EventAnswer[]>([])

/** Plots within it show when the events began. */
export const PlotEvents = PlotEventsContext.Provider

/** One path for all of them, however many there are, because a page has dozens of plots. */
export const EventLines = memo(function EventLines({ window }: { window: Window }) {
  const events = useContext(PlotEventsContext)
  const path = useMemo(() => eventLines(events, window), [events, window])
  return path === '' ? null : (
    <svg className="event-lines" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  )
})
