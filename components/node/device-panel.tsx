'use client'

import { useView } from '@/components/ui/view'
import type { AspectAnswer, FurtherMetric, ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { MetricId } from '@/lib/core/checklist/types'
import type { ChartSettings } from './drawn-metric'
import { MetricGrid } from './metric-grid'
import { useNodeSeries } from './node-series'
import { CHECK_ORDER } from './prepare-node-sections'

interface DevicePanelProps {
  nodeId: number
  resource: ResourceAnswer
  further: readonly FurtherMetric[]
  device: string
  settings: ChartSettings
  onClose: () => void
}

/** Everything that is measured of one device, in the order of the method. */
const metricsOf = (resource: ResourceAnswer, further: readonly FurtherMetric[]): AspectAnswer[] =>
  CHECK_ORDER.flatMap((aspect) =>
    [resource.aspects[aspect], ...further.filter((metric) => metric.aspect === aspect)].filter(
      ({ metric, perDevice }) => metric !== null && perDevice,
    ),
  )

export const DevicePanel = ({ nodeId, resource, further, device, settings, onClose }: DevicePanelProps) => {
  const [view] = useView()
  const metrics = metricsOf(resource, further)
  const ids = metrics.flatMap(({ metric }): MetricId[] => (metric === null ? [] : [metric]))
  const data = useNodeSeries({ nodeId, device, metrics: ids }, view)
  return (
    <section className="device-panel" aria-label={`${resource.title} ${device}`}>
      <h3 className="flex items-baseline gap-2 font-semibold">
        <span className="min-w-0 break-all">{device}</span>
        <button type="button" className="button-quiet ml-auto" onClick={onClose}>
          Close<span className="sr-only"> {device}</span>
        </button>
      </h3>
      <MetricGrid metrics={metrics} device={device} subject={device} data={data} settings={settings} />
    </section>
  )
}
