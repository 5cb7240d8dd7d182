import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMemo } from 'react'
import { EventLane } from '@/components/charts/event-lane'
import { PlotProvider } from '@/components/charts/plot-context'
import { useZoomingPlots } from '@/components/charts/use-zooming-plots'
import { describeEventCount } from '@/components/charts/prepare-event-table'
import { useView } from '@/components/ui/view'
import type { HeatMapAnswer } from '@/lib/contract/heat-map'
import { toSearch } from '@/lib/contract/view-state'
import { heatMapEventsQuery } from './queries'

/** What happened to the nodes of the map and to the fleet, on the axis of its columns. */
export const FleetEvents = ({ answer }: { answer: HeatMapAnswer }) => {
  const [view] = useView()
  const { from, to, filter, zone } = view
  const { data: events } = useQuery(heatMapEventsQuery({ from, to, filter }))
  const { window, stepMs } = answer
  const axis = useMemo(() => ({ window, stepMs }), [window, stepMs])
  const plots = useZoomingPlots()
  if (events === undefined || events.events.length === 0) return null
  return (
    <div className="heat-events">
      <PlotProvider value={plots}>
        <EventLane
          events={events.events}
          axis={axis}
          zone={zone}
          shownFromMs={events.cut === null ? null : (events.events.at(-1)?.startMs ?? null)}
        />
      </PlotProvider>
      <Link className="link" href={`/events${toSearch(view)}`}>
        {describeEventCount(events)}
      </Link>
    </div>
  )
}
