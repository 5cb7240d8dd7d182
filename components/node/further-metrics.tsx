'use client'

import { useState } from 'react'
import { useView } from '@/components/ui/view'
import type { FurtherMetric } from '@/lib/contract/checklist-answer'
import type { ChartSettings } from './drawn-metric'
import { MetricGrid } from './metric-grid'
import { useNodeSeries } from './node-series'

interface FurtherMetricsProps {
  nodeId: number
  title: string
  metrics: readonly FurtherMetric[]
  settings: ChartSettings
}

/** What the checklist measures besides its headlines, asked for only when somebody wants it. */
export const FurtherMetrics = ({ nodeId, title, metrics, settings }: FurtherMetricsProps) => {
  const [isOpen, setOpen] = useState(false)
  if (metrics.length === 0) return null
  return (
    <details
      className="device-details"
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>
        {metrics.length} more metric{metrics.length === 1 ? '' : 's'}
        <span className="sr-only"> of {title}</span>
      </summary>
      {isOpen ? <OpenMetrics nodeId={nodeId} title={title} metrics={metrics} settings={settings} /> : null}
    </details>
  )
}

const OpenMetrics = ({ nodeId, title, metrics, settings }: FurtherMetricsProps) => {
  const [view] = useView()
  const data = useNodeSeries({ nodeId, device: '', metrics: metrics.map(({ metric }) => metric) }, view)
  return <MetricGrid metrics={metrics} device="" subject={title} data={data} settings={settings} />
}
