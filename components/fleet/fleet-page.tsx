'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle } from '@/components/ui/document-title'
import { LiveAlert, useLiveStatus } from '@/components/ui/live-status'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { DemoAnswer } from '@/lib/contract/demo'
import { DemoBar } from './demo-bar'
import { demoQuery } from './demo-queries'
import { EmptyFleet } from './empty-fleet'
import { FleetBody } from './fleet-body'
import { FleetSkeleton } from './fleet-skeleton'
import { FleetToolbar } from './fleet-toolbar'
import { fleetTitle } from './prepare-fleet-summary'
import { fleetGridQuery } from './queries'
import { SLICE_ROWS } from './slice'
import { ViewChips } from './view-chips'

/** Half a demonstration is no fleet to look at. */
const isLoadingDemo = (demo: DemoAnswer | null | undefined, known = 0): boolean =>
  demo?.work?.kind === 'loading' && known <= demo.work.nodes

export const FleetPage = () => {
  const [view] = useView()
  const [offset, setOffset] = useState(0)
  const { from, to, filter, sort, compare, group, open, columns, verdict, pins, critical, only } = view
  const choice = { filter, sort, compare, group, open, columns, verdict, pins, critical, only }
  const {
    data: answered,
    error,
    dataUpdatedAt,
    refetch,
  } = useQuery(fleetGridQuery({ from, to, ...choice, limit: SLICE_ROWS, offset }))
  const { data: demo } = useQuery(demoQuery())
  const grid = answered?.grid
  const status = useLiveStatus({ answer: grid, updatedAtMs: dataUpdatedAt, error })
  useDocumentTitle(grid === undefined ? null : fleetTitle(grid))

  if (grid?.known === 0 || isLoadingDemo(demo, grid?.known)) return <EmptyFleet />
  return (
    <div className="fleet-page">
      <DemoBar />
      <FleetToolbar grid={grid} status={status} error={error} />
      <LiveAlert status={status} />
      <ViewChips groups={grid?.groups ?? null} resources={grid?.resources ?? []} />
      {answered !== undefined ? (
        <FleetBody answered={answered} onOffset={setOffset} />
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
