'use client'

import type { AspectAnswer } from '@/lib/contract/checklist-answer'
import { DrawnMetric, type ChartSettings } from './drawn-metric'
import type { ComparedSeries } from './node-series'

interface MetricGridProps {
  metrics: readonly AspectAnswer[]
  /** Empty for the whole node. */
  device: string
  /** What the charts are of. */
  subject: string
  data: ComparedSeries
  settings: ChartSettings
}

const aspectOf = ({ metric }: AspectAnswer): string => metric?.split('.')[1] ?? ''

/** Charts of what is measured, and one line for what is not. */
export const MetricGrid = ({ metrics, device, subject, data, settings }: MetricGridProps) => {
  const held = data.series?.series.filter(({ mean }) => mean.some((value) => value !== null))
  const isDrawn = ({ metric }: AspectAnswer) =>
    held === undefined || held.some((line) => line.metric === metric && line.device === device)
  const missing = metrics.filter((metric) => !isDrawn(metric))
  return (
    <>
      <div className="chart-grid">
        {metrics.filter(isDrawn).map((metric) => (
          <div key={metric.metric} className="aspect-panel">
            <h4 className="flex items-baseline gap-2 text-xs">
              <span className="font-semibold capitalize">{aspectOf(metric)}</span>
              <span className="min-w-0 truncate text-muted" title={metric.title}>
                {metric.title}
              </span>
            </h4>
            <DrawnMetric
              metric={metric}
              device={device}
              label={`${subject} ${aspectOf(metric)}: ${metric.title}`}
              data={data}
              settings={settings}
            />
          </div>
        ))}
      </div>
      {missing.length === 0 ? null : (
        <p className="text-xs text-muted">Not measured: {missing.map(({ title }) => title).join('; ')}.</p>
      )}
    </>
  )
}
