'use client'

import { FilterField } from '@/components/ui/filter/filter-field'
import { formatCount, formatCounted } from '@/lib/core/format-value'
import { LiveBadge } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import type { LiveStatus } from '@/components/ui/prepare-live-status'
import { WindowPicker } from '@/components/ui/window-picker'
import type { FleetGrid } from '@/lib/contract/fleet'
import { ViewMenu } from './view-menu'

interface FleetToolbarProps {
  grid: FleetGrid | undefined
  status: LiveStatus
  error: Error | null
}

export const FleetToolbar = ({ grid, status, error }: FleetToolbarProps) => (
  <div className="toolbar">
    <PageTitle title="Fleet">
      <LiveBadge status={status} />
      {grid === undefined ? null : <NodeCount total={grid.total} known={grid.known} />}
    </PageTitle>
    <FilterField error={error} />
    <div className="ml-auto flex flex-wrap items-center gap-2">
      <ViewMenu resources={grid?.resources ?? []} />
      <WindowPicker />
    </div>
  </div>
)

const NodeCount = ({ total, known }: { total: number; known: number }) => (
  <span className="text-sm text-muted tabular-nums">
    {total < known && `${formatCount(total)} of `}
    {formatCounted(known, 'node')}
  </span>
)
