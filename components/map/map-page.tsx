'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerFrame } from '@/components/ui/answer-frame'
import { useLiveStatus } from '@/components/ui/live-status'
import { useView } from '@/components/ui/view'
import { MapBody } from './map-body'
import { MapToolbar } from './map-toolbar'
import { fleetMapQuery } from './queries'

export const MapPage = () => {
  const [{ from, to, filter, group, dots, metric }] = useView()
  const chosen = dots === 'metric' ? { metric } : {}
  const query = useQuery(fleetMapQuery({ from, to, filter, group, ...chosen }))
  const answer = query.data
  const status = useLiveStatus({ answer, updatedAtMs: query.dataUpdatedAt, error: query.error })
  return (
    <div className="metric-page">
      <MapToolbar status={status} labels={answer?.labels ?? []} error={query.error} />
      <AnswerFrame
        query={query}
        status={status}
        problem="The map cannot be shown"
        skeleton={
          <div role="status" className="skeleton mx-4 h-96">
            <span className="sr-only">Loading the map</span>
          </div>
        }
      >
        {(shown) => <MapBody answer={shown} />}
      </AnswerFrame>
    </div>
  )
}
