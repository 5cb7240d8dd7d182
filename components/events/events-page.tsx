'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AnswerPage } from '@/components/ui/answer-page'
import { PlotProvider } from '@/components/charts/plot-context'
import { useZoomingPlots } from '@/components/charts/use-zooming-plots'
import { PageSkeleton } from '@/components/ui/page-frame'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { EventDensity } from '@/lib/contract/events'
import { DensityPlot } from './density-plot'
import { EventDetail } from './event-detail'
import { EventList } from './event-list'
import { EventsFields } from './events-fields'
import { NoEventFits, NoEventsYet } from './no-events'
import { eventDensityQuery, eventListQuery } from './queries'

export const EventsPage = () => {
  const [view] = useView()
  const query = useQuery(eventDensityQuery(view))
  const { data: density, error } = query
  return (
    <AnswerPage
      title="Events"
      fields={<EventsFields kinds={density?.kinds ?? []} error={error} />}
      query={query}
      live={density}
      problem="The events cannot be shown"
      skeleton={<PageSkeleton label="Loading the events" blocks={['h-40', 'h-96']} />}
    >
      {(shown) => <EventsBody density={shown} />}
    </AnswerPage>
  )
}

const EventsBody = ({ density }: { density: EventDensity }) => {
  const [{ zone, source, kind }, setView] = useView()
  const plots = useZoomingPlots()
  if (!density.isAnyKnown) return <NoEventsYet />
  if (density.total === 0) return <NoEventFits />
  return (
    <PlotProvider value={plots}>
      <div className="page-body">
        <DensityPlot density={density} choice={{ source, kind }} zone={zone} onChoice={setView} />
        <ListedEvents nowMs={density.nowMs} />
      </div>
    </PlotProvider>
  )
}

const FIRST_EVENTS = 200
const MOST_EVENTS = 2_000

const ListedEvents = ({ nowMs }: { nowMs: number }) => {
  const [view, setView] = useView()
  const [limit, setLimit] = useState(FIRST_EVENTS)
  const { data: answer, error, refetch } = useQuery(eventListQuery(view, limit))
  const opened = answer?.events.find(({ id }) => String(id) === view.event)
  const open = (event: string) => {
    setView({ event })
  }
  if (answer === undefined)
    return error === null ? (
      <div className="skeleton h-96" />
    ) : (
      <ProblemPanel
        title="The list cannot be shown"
        error={error}
        onRetry={() => {
          void refetch()
        }}
      />
    )
  if (answer.events.length === 0) return <NoEventFits />
  return (
    <div className="event-columns" data-open={opened !== undefined}>
      <EventList
        answer={answer}
        zone={view.zone}
        openId={view.event}
        onOpen={open}
        onMore={
          limit < MOST_EVENTS
            ? () => {
                setLimit(MOST_EVENTS)
              }
            : null
        }
      />
      {opened === undefined ? null : (
        <EventDetail
          event={opened}
          nowMs={nowMs}
          onClose={() => {
            open('')
          }}
        />
      )}
    </div>
  )
}
