'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { EventLane } from '@/components/charts/event-lane'
import type { TimeAxis } from '@/components/charts/plot-time'
import { describeEventCount } from '@/components/charts/prepare-event-table'
import type { EventAnswer, EventsAnswer } from '@/lib/contract/events'
import type { SeriesAnswer } from '@/lib/contract/series'
import type { Zone } from '@/lib/contract/view-choices'
import { EventTable } from './event-table'

interface EventPanelProps {
  query: UseQueryResult<EventsAnswer>
  /** When the node was out, which is drawn among the events. */
  outages: readonly EventAnswer[]
  /** The charts' own, whose axis the lane shares; undefined until it has arrived. */
  series: SeriesAnswer | undefined
  zone: Zone
  nodeName: string
}

/** What happened on the node and to the fleet: a lane over all charts, and the same as a list. */
export const EventPanel = ({ query, ...shown }: EventPanelProps) => {
  const { data: answer, error } = query
  return (
    <section className="event-panel" aria-label="Events">
      {answer !== undefined ? (
        <ShownEvents answer={answer} {...shown} />
      ) : error === null ? (
        <div className="skeleton h-5" />
      ) : (
        <p className="text-muted" role="alert">
          Events cannot be shown: {error.message}
        </p>
      )}
    </section>
  )
}

type ShownEventsProps = Omit<EventPanelProps, 'query'> & { answer: EventsAnswer }

const ShownEvents = ({ answer, outages, series, zone, nodeName }: ShownEventsProps) => {
  const axis = useMemo(
    (): TimeAxis | null => (series === undefined ? null : { window: series.window, stepMs: series.stepMs }),
    [series],
  )
  const drawn = useMemo(() => [...answer.events, ...outages], [answer, outages])
  if (drawn.length === 0) {
    return (
      <p className="text-muted">No event of this node or the fleet in this window (POST /api/v1/events)</p>
    )
  }
  return (
    <>
      {axis === null ? null : (
        <EventLane
          events={drawn}
          axis={axis}
          zone={zone}
          shownFromMs={answer.cut === null ? null : (answer.events.at(-1)?.startMs ?? null)}
        />
      )}
      <details>
        <summary>
          {describeEventCount(answer)}
          {outages.length === 0 ? null : `, and ${outagesText(outages.length)} above`}
        </summary>
        <EventTable events={answer.events} zone={zone} nodeName={nodeName} />
      </details>
    </>
  )
}

const outagesText = (count: number): string => (count === 1 ? '1 outage' : `${String(count)} outages`)
