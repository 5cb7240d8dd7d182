'use client'

import { useView } from '@/components/ui/view'
import type { FleetGrid, FleetSort } from '@/lib/contract/fleet'
import { toSearch } from '@/lib/contract/view-state'
import { NoMatch } from './empty-fleet'
import { FleetLegend } from './fleet-legend'
import { FleetSummary } from './fleet-summary'
import { FleetTable } from './fleet-table'
import { prepareFleetColumns } from './prepare-fleet-columns'
import { prepareFleetSummary } from './prepare-fleet-summary'

interface FleetBodyProps {
  grid: FleetGrid
  isCut: boolean
  onNearEnd: () => void
}

export const FleetBody = ({ grid, isCut, onNearEnd }: FleetBodyProps) => {
  const [view, setView] = useView()
  const sortBy = (sort: FleetSort) => {
    setView({ sort })
  }
  if (grid.total === 0) {
    return (
      <NoMatch
        known={grid.known}
        onClear={() => {
          setView({ filter: '' })
        }}
      />
    )
  }
  return (
    <>
      <FleetSummary summary={prepareFleetSummary(grid)} onSort={sortBy} />
      <FleetTable
        grid={grid}
        columns={prepareFleetColumns(grid.resources, grid.summary)}
        show={view.show}
        sort={view.sort}
        onSort={sortBy}
        search={toSearch({ from: view.from, to: view.to, zone: view.zone })}
        isCut={isCut}
        onNearEnd={onNearEnd}
      />
      <FleetLegend />
    </>
  )
}
