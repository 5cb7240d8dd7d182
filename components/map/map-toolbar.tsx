'use client'

import { DraftField } from '@/components/ui/draft-field'
import { LiveBadge } from '@/components/ui/live-status'
import { MetricPicker } from '@/components/ui/metric-picker'
import { PageTitle } from '@/components/ui/page-title'
import type { LiveStatus } from '@/components/ui/prepare-live-status'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import { MAP_DOTS, type MapDots } from '@/lib/contract/view-state'

const TITLES: Record<MapDots, string> = { worst: 'Worst of all', metric: 'One metric' }

interface MapToolbarProps {
  status: LiveStatus
  labels: readonly string[]
}

export const MapToolbar = ({ status, labels }: MapToolbarProps) => {
  const [{ metric, filter, group, dots }, setView] = useView()
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
      <DraftField
        label="Label or fact to group by"
        value={group}
        placeholder="Group by: role, kernel…"
        suggestions={labels}
        className="w-44"
        onValue={(text) => {
          setView({ group: text })
        }}
      />
      <DraftField
        label="Filter nodes by label"
        value={filter}
        placeholder='Filter: cluster="eu-1"'
        suggestions={labels.map((label) => `${label}=""`)}
        className="min-w-40 flex-1 sm:max-w-72"
        onValue={(text) => {
          setView({ filter: text })
        }}
      />
      <div className="ml-auto">
        <WindowPicker />
      </div>
    </div>
  )
}
