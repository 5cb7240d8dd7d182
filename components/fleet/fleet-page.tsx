'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '@/components/ui/fetch-api'
import { formatCount } from '@/components/ui/format-value'
import { LiveAlert, LiveBadge, useLiveStatus } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import { MAX_FLEET_NODES } from '@/lib/contract/fleet'
import { toSearch } from '@/lib/contract/view-state'
import { EmptyFleet, NoMatch } from './empty-fleet'
import { FilterField } from './filter-field'
import { FleetLegend } from './fleet-legend'
import { FleetSkeleton } from './fleet-skeleton'
import { FleetSummary } from './fleet-summary'
import { FleetTable } from './fleet-table'
import { prepareFleetColumns } from './prepare-fleet-columns'
import { prepareFleetSummary } from './prepare-fleet-summary'
import { prepareSuggestions } from './prepare-suggestions'
import { fleetGridQuery } from './queries'
import { ShownValueField } from './shown-value-field'

/** Enough for any screen; scrolling towards the end asks for more. */
const FIRST_ROWS = 250

export const FleetPage = () => {
  const [view, setView] = useView()
  const [limit, setLimit] = useState(FIRST_ROWS)
  const { from, to, filter, sort, show, zone } = view
  const query = useQuery(fleetGridQuery({ from, to, filter, sort, limit }))
  const grid = query.data
  const status = useLiveStatus({ answer: grid, updatedAtMs: query.dataUpdatedAt, error: query.error })
  const refused = query.error instanceof ApiError && query.error.status === 400 ? query.error.message : null

  if (grid?.known === 0) return <EmptyFleet />
  return (
    <div className="fleet-page">
      <div className="toolbar">
        <PageTitle title="Fleet">
          <LiveBadge status={status} />
          {grid === undefined ? null : <NodeCount total={grid.total} known={grid.known} />}
        </PageTitle>
        <FilterField
          filter={filter}
          suggestions={prepareSuggestions(grid?.nodes ?? [])}
          problem={filter === '' ? null : refused}
          onFilter={(text) => {
            setView({ filter: text })
          }}
        />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <ShownValueField
            show={show}
            onShow={(chosen) => {
              setView({ show: chosen })
            }}
          />
          <WindowPicker />
        </div>
      </div>
      <LiveAlert status={status} />
      {grid === undefined ? (
        query.error === null ? (
          <FleetSkeleton />
        ) : (
          <ProblemPanel
            title="The fleet cannot be shown"
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )
      ) : (
        <>
          <FleetSummary
            summary={prepareFleetSummary(grid)}
            onSort={(chosen) => {
              setView({ sort: chosen })
            }}
          />
          {grid.total === 0 ? (
            <NoMatch
              known={grid.known}
              onClear={() => {
                setView({ filter: '' })
              }}
            />
          ) : (
            <FleetTable
              grid={grid}
              columns={prepareFleetColumns(grid.resources, grid.summary)}
              show={show}
              sort={sort}
              onSort={(chosen) => {
                setView({ sort: chosen })
              }}
              search={toSearch({ from, to, zone })}
              isCut={grid.shown === limit && grid.shown < grid.total}
              onNearEnd={() => {
                setLimit(Math.min(MAX_FLEET_NODES, limit * 2))
              }}
            />
          )}
          <FleetLegend />
        </>
      )}
    </div>
  )
}

const NodeCount = ({ total, known }: { total: number; known: number }) => (
  <span className="text-sm text-muted tabular-nums">
    {total === known ? `${formatCount(known)} nodes` : `${formatCount(total)} of ${formatCount(known)} nodes`}
  </span>
)
