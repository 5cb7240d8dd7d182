'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { EventLane } from '@/components/charts/event-lane'
import type { TimeAxis } from '@/components/charts/plot-time'
import { describeEventCount } from '@/components/charts/prepare-event-table'
import type { EventAnswer, EventsAnswer } from '@/lib/contract/events'
import type { SeriesAnswer } from '@/lib/contract/series'
import { formatCount } from '@/lib/core/format-value'
import type { Zone } from '@/lib/contract/view-choices'
import { EventTable } from './event-table'

interface NodeOutages {
  /** The newest, as events draw them. */
  events: readonly EventAnswer[]
  total: number
}

interface EventPanelProps {
  query: UseQueryResult<EventsAnswer>
  /** When the node was out, which is drawn among the events. */
  outages: Pick<UseQueryResult<NodeOutages>, 'data' | 'error'>
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
  const drawn = useMemo(() => [...answer.events, ...(outages.data?.events ?? [])], [answer, outages.data])
  if (drawn.length === 0) {
    return (
      <p className="text-muted">
        No event of this node or the fleet in this window (POST /api/v1/events){outagesText(outages)}
      </p>
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
          {outagesText(outages)}
        </summary>
        <EventTable events={answer.events} zone={zone} nodeName={nodeName} />
      </details>
    </>
  )
}

const outagesText = ({ data, error }: EventPanelProps['outages']): string => {
  if (data === undefined) return error === null ? '' : `. Its outages cannot be shown: ${error.message}`
  const { events, total } = data
  if (total === 0) return ''
  const shown =
    events.length < total ? `${formatCount(events.length)} of ${formatCount(total)}` : formatCount(total)
  return `, and ${shown} ${total === 1 ? 'outage' : 'outages'} above`
}
