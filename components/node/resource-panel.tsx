'use client'

import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { FurtherMetric, ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { PeersAnswer } from '@/lib/contract/peers'
import type { SeriesAnswer } from '@/lib/contract/series'
import { AspectChart } from './aspect-chart'
import { DeviceSection } from './device-section'
import type { ChartSettings } from './drawn-metric'
import { FurtherMetrics } from './further-metrics'
import type { ComparedSeries } from './node-series'
import type { ResourceSection } from './prepare-node-sections'

export interface PanelData {
  nodeId: number
  data: ComparedSeries
  /** Of every device; undefined until they have arrived. */
  deviceSeries: SeriesAnswer | undefined
  peers: PeersAnswer | undefined
  settings: ChartSettings
  onAllDevices: () => void
}

interface ResourcePanelProps extends PanelData {
  section: ResourceSection
  resource: ResourceAnswer
  further: readonly FurtherMetric[]
}

export const ResourcePanel = (props: ResourcePanelProps) => {
  const { section, resource, further, nodeId, data, deviceSeries, peers, settings, onAllDevices } = props
  const { id, title, devices } = section
  return (
    <section id={id} tabIndex={-1} className="resource-panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-base font-semibold">
        {title}
      </h2>
      {section.isMeasured ? (
        <div className="chart-grid">
          {section.aspects.map((aspect) => (
            <AspectChart
              key={aspect.aspect}
              section={aspect}
              resource={resource}
              data={data}
              peers={peers}
              settings={settings}
            />
          ))}
        </div>
      ) : (
        <UnmeasuredResource section={section} />
      )}
      {devices === null || devices.of === 0 ? null : (
        <DeviceSection
          nodeId={nodeId}
          resource={resource}
          further={further}
          devices={devices}
          word={section.deviceWord}
          series={deviceSeries}
          settings={settings}
          onAll={onAllDevices}
        />
      )}
      <FurtherMetrics nodeId={nodeId} resource={id} title={title} metrics={further} settings={settings} />
    </section>
  )
}

/** Nothing of the resource is drawn: one strip instead of three empty charts. */
const UnmeasuredResource = ({ section }: { section: ResourceSection }) => (
  <ul className="grid gap-1">
    {section.aspects.map(({ aspect, verdict, absence }) => (
      <li key={aspect} className="absence absence-line" data-verdict={verdict}>
        <p>
          <span className="font-medium capitalize">{aspect}</span> {VERDICT_WORDS[verdict]}. {absence}
        </p>
      </li>
    ))}
  </ul>
)
