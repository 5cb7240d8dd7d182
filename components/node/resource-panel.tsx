'use client'

import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { SeriesAnswer } from '@/lib/contract/series'
import type { Zone } from '@/lib/contract/view-state'
import { AspectChart } from './aspect-chart'
import { DeviceTable } from './device-table'
import type { ResourceSection } from './prepare-node-sections'

interface ResourcePanelProps {
  section: ResourceSection
  resource: ResourceAnswer
  series: SeriesAnswer | undefined
  zone: Zone
  onAllDevices: () => void
}

export const ResourcePanel = ({ section, resource, series, zone, onAllDevices }: ResourcePanelProps) => (
  <section id={section.id} className="resource-panel" aria-labelledby={`${section.id}-title`}>
    <h2 id={`${section.id}-title`} className="text-base font-semibold">
      {section.title}
    </h2>
    {section.isMeasured ? (
      <div className="grid gap-3 lg:grid-cols-3">
        {section.aspects.map((aspect) => (
          <AspectChart
            key={aspect.aspect}
            section={aspect}
            resourceTitle={section.title}
            series={series}
            zone={zone}
          />
        ))}
      </div>
    ) : (
      <UnmeasuredResource section={section} />
    )}
    {section.devices === null || section.devices.of === 0 ? null : (
      <DeviceTable
        resource={resource}
        devices={section.devices}
        word={section.deviceWord}
        onAll={onAllDevices}
      />
    )}
  </section>
)

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
