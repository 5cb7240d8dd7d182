'use client'

import { FilterField } from '@/components/ui/filter/filter-field'
import { GroupField } from '@/components/ui/group-field'
import { LiveBadge } from '@/components/ui/live-status'
import { MetricPicker } from '@/components/ui/metric-picker'
import { PageTitle } from '@/components/ui/page-title'
import type { LiveStatus } from '@/components/ui/prepare-live-status'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import { MAP_DOTS, type MapDots } from '@/lib/contract/view-choices'

const TITLES: Record<MapDots, string> = { worst: 'Worst of all', metric: 'One metric' }

interface MapToolbarProps {
  status: LiveStatus
  labels: readonly string[]
  error: Error | null
}

export const MapToolbar = ({ status, labels, error }: MapToolbarProps) => {
  const [{ metric, dots }, setView] = useView()
  return (
    <div className="toolbar">
      <PageTitle title="Map">
        <LiveBadge status={status} />
      </PageTitle>
      <div role="group" aria-label="What the dots show" className="segments">
        {MAP_DOTS.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={dots === choice}
            onClick={() => {
              setView({ dots: choice })
            }}
          >
            {TITLES[choice]}
          </button>
        ))}
      </div>
      {dots === 'metric' ? (
        <MetricPicker
          metric={metric}
          onMetric={(chosen) => {
            setView({ metric: chosen })
          }}
        />
      ) : null}
      <GroupField
        label="Label or fact to group by"
        placeholder="Group by: role, kernel…"
        labels={labels}
        className="w-44"
      />
      <FilterField error={error} />
      <div className="ml-auto">
        <WindowPicker />
      </div>
    </div>
  )
}
