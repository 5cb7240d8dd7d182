'use client'

import { useMemo } from 'react'
import { useView } from '@/components/ui/view'
import { resourcesIn } from '@/lib/contract/fleet-choice'
import type { FleetSort } from '@/lib/contract/fleet-sort'
import { NoMatch } from './empty-fleet'
import { FleetLegend } from './fleet-legend'
import { FleetSummary } from './fleet-summary'
import { FleetTable } from './fleet-table'
import { prepareFleetColumns } from './prepare-fleet-columns'
import { prepareFleetSummary } from './prepare-fleet-summary'
import type { AskedFleet } from './queries'

interface FleetBodyProps {
  answered: AskedFleet
  /** Told where the rows to ask for begin. */
  onOffset: (offset: number) => void
}

const NO_CHOICE = { filter: '', verdict: '', only: 'all' } as const

export const FleetBody = ({ answered, onOffset }: FleetBodyProps) => {
  const { grid, asked } = answered
  const [view, setView] = useView()
  const columns = useMemo(() => {
    const wanted = resourcesIn(asked.columns)
    const resources = grid.resources.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
    return prepareFleetColumns(resources, grid.summary)
  }, [grid, asked.columns])
  const { fresh, stale, gone } = grid.summary.states
  const isEmpty = fresh + stale + gone === 0
  const sortBy = (sort: FleetSort) => {
    setView({ sort })
  }
  return (
    <>
      {isEmpty ? null : (
        <FleetSummary
          summary={prepareFleetSummary(grid)}
          verdict={view.verdict}
          onVerdict={(verdict) => {
            setView({ verdict })
          }}
          onSort={sortBy}
        />
      )}
      {grid.total === 0 && grid.pinned === undefined ? (
        <NoMatch
          known={grid.known}
          onClear={() => {
            setView(NO_CHOICE)
          }}
        />
      ) : (
        <>
          <FleetTable answered={answered} columns={columns} onOffset={onOffset} />
          <FleetLegend isCompared={asked.compare !== ''} isGrouped={grid.groups !== undefined} />
        </>
      )}
    </>
  )
}
