'use client'

import { useView } from '@/components/ui/view'
import type { FurtherMetric } from '@/lib/contract/checklist-answer'
import { resourcesIn, toggleItem } from '@/lib/contract/fleet-choice'
import type { ResourceId } from '@/lib/core/checklist/types'
import type { ChartSettings } from './drawn-metric'
import { MetricGrid } from './metric-grid'
import { useNodeSeries } from './node-series'

interface FurtherMetricsProps {
  nodeId: number
  resource: ResourceId
  title: string
  metrics: readonly FurtherMetric[]
  settings: ChartSettings
}

/** What the checklist measures besides its headlines, asked for only when somebody wants it. */
export const FurtherMetrics = (props: FurtherMetricsProps) => {
  const { resource, title, metrics } = props
  const [view, setView] = useView()
  if (metrics.length === 0) return null
  const shown = resourcesIn(view.more)
  const isOpen = shown.includes(resource)
  return (
    <details
      className="device-details"
      open={isOpen}
      onToggle={(event) => {
        if (event.currentTarget.open !== isOpen) setView({ more: toggleItem(shown, resource).join(',') })
      }}
    >
      <summary>
        {metrics.length} more metric{metrics.length === 1 ? '' : 's'}
        <span className="sr-only"> of {title}</span>
      </summary>
      {isOpen ? <OpenMetrics {...props} /> : null}
    </details>
  )
}

const OpenMetrics = ({ nodeId, title, metrics, settings }: FurtherMetricsProps) => {
  const [view] = useView()
  const data = useNodeSeries({ nodeId, device: '', metrics: metrics.map(({ metric }) => metric) }, view)
  return <MetricGrid metrics={metrics} device="" subject={title} data={data} settings={settings} />
}
