'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle } from '@/components/ui/document-title'
import { LiveAlert, useLiveStatus } from '@/components/ui/live-status'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { MAX_FLEET_NODES } from '@/lib/contract/fleet'
import { EmptyFleet } from './empty-fleet'
import { FleetBody } from './fleet-body'
import { FleetSkeleton } from './fleet-skeleton'
import { FleetToolbar } from './fleet-toolbar'
import { fleetTitle } from './prepare-fleet-summary'
import { fleetGridQuery } from './queries'

/** Enough for any screen; scrolling towards the end asks for more. */
const FIRST_ROWS = 250

export const FleetPage = () => {
  const [view] = useView()
  const [limit, setLimit] = useState(FIRST_ROWS)
  const { from, to, filter, sort } = view
  const {
    data: grid,
    error,
    dataUpdatedAt,
    refetch,
  } = useQuery(fleetGridQuery({ from, to, filter, sort, limit }))
  const status = useLiveStatus({ answer: grid, updatedAtMs: dataUpdatedAt, error })
  useDocumentTitle(grid === undefined ? null : fleetTitle(grid))

  if (grid?.known === 0) return <EmptyFleet />
  return (
    <div className="fleet-page">
      <FleetToolbar grid={grid} status={status} error={error} />
      <LiveAlert status={status} />
      {grid !== undefined ? (
        <FleetBody
          grid={grid}
          isCut={grid.shown === limit && grid.shown < grid.total}
          onNearEnd={() => {
            setLimit(Math.min(MAX_FLEET_NODES, limit * 2))
          }}
        />
      ) : error === null ? (
        <FleetSkeleton />
      ) : (
        <ProblemPanel
          title="The fleet cannot be shown"
          error={error}
          onRetry={() => {
            void refetch()
          }}
        />
      )}
    </div>
  )
}
