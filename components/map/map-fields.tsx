'use client'

import { FilterField } from '@/components/ui/filter/filter-field'
import { GroupField } from '@/components/ui/group-field'
import { MetricPicker } from '@/components/ui/metric-picker'
import { SegmentField } from '@/components/ui/segment-field'
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
      <SegmentField
        label="What the dots show"
        value={dots}
        choices={MAP_DOTS}
        titleOf={(choice) => TITLES[choice]}
        onChoice={(choice) => {
          setView({ dots: choice })
        }}
      />
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
