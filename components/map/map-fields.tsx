'use client'

import { FilterField } from '@/components/ui/filter/filter-field'
import { GroupField } from '@/components/ui/group-field'
import { MetricPicker } from '@/components/ui/metric-picker'
import { useView } from '@/components/ui/view'
import { MAP_DOTS, type MapDots } from '@/lib/contract/view-choices'

const TITLES: Record<MapDots, string> = { worst: 'Worst of all', metric: 'One metric' }

interface MapFieldsProps {
  labels: readonly string[]
  error: Error | null
}

export const MapFields = ({ labels, error }: MapFieldsProps) => {
  const [{ metric, dots }, setView] = useView()
  return (
    <>
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
    </>
  )
}
