'use client'

import { useMemo } from 'react'
import { DeviceStrip, DeviceStripSkeleton } from '@/components/charts/device-strip'
import { createHeatScale } from '@/components/charts/heat-map-scale'
import { highestOf } from '@/components/charts/prepare-spark'
import { prepareStrip } from '@/components/charts/prepare-strip'
import { useView } from '@/components/ui/view'
import type { FurtherMetric, ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { ResourceDevices } from '@/lib/contract/node'
import type { SeriesAnswer } from '@/lib/contract/series'
import type { Zone } from '@/lib/contract/view-choices'
import { DevicePanel } from './device-panel'
import { DeviceTable } from './device-table'
import type { ChartSettings } from './drawn-metric'
import { parseOpenedDevice, printOpenedDevice } from './opened-device'
import { shownText } from './prepare-device-rows'

interface DeviceSectionProps {
  nodeId: number
  resource: ResourceAnswer
  further: readonly FurtherMetric[]
  devices: ResourceDevices
  word: string
  /** Of all devices; undefined until they have arrived. */
  series: SeriesAnswer | undefined
  settings: ChartSettings
  onAll: () => void
}

/** Of so many devices a table is read; of more, it is opened by whoever wants it. */
const OPEN_TABLE_UP_TO = 30

export const DeviceSection = (props: DeviceSectionProps) => {
  const { resource, devices, word, series, settings, onAll } = props
  const [view, setView] = useView()
  const caption = shownText(devices, word)
  const parsed = parseOpenedDevice(view.device)
  const opened = parsed?.resource === resource.id ? parsed.device : null
  const open = (device: string | null) => {
    setView({ device: device === null ? '' : printOpenedDevice({ resource: resource.id, device }) })
  }
  const isStrip = resource.id === 'cpu'
  return (
    <div className="device-section">
      {isStrip ? (
        <CpuStrip resource={resource} count={devices.of} series={series} zone={settings.zone} onOpen={open} />
      ) : null}
      <details className="device-details" open={!isStrip && devices.items.length <= OPEN_TABLE_UP_TO}>
        <summary>{caption}</summary>
        <DeviceTable
          resource={resource}
          devices={devices}
          word={word}
          series={series}
          nodeName={settings.nodeName}
          caption={caption}
          opened={opened}
          onOpen={open}
          onAll={onAll}
        />
      </details>
      {opened === null ? null : (
        <DevicePanel
          {...props}
          device={opened}
          onClose={() => {
            open(null)
          }}
        />
      )}
    </div>
  )
}

interface CpuStripProps {
  resource: ResourceAnswer
  count: number
  series: SeriesAnswer | undefined
  zone: Zone
  onOpen: (device: string) => void
}

const CpuStrip = ({ resource, count, series, zone, onOpen }: CpuStripProps) => {
  const { metric, unit, title, higherIsWorse, warn, bad } = resource.aspects.utilization
  const lines = useMemo(
    () => (series?.series ?? []).filter((line) => line.metric === metric),
    [series, metric],
  )
  const scale = useMemo(
    () =>
      unit === null ? null : createHeatScale({ unit, higherIsWorse, warn, bad, highest: highestOf(lines) }),
    [unit, higherIsWorse, warn, bad, lines],
  )
  const strip = useMemo(() => (scale === null ? null : prepareStrip(lines, scale)), [lines, scale])
  if (series === undefined) return count < 2 ? null : <DeviceStripSkeleton devices={count} />
  if (unit === null || scale === null || strip === null) return null
  if (strip.devices.length < 2 || strip.columns === 0) return null
  const label = `${title}, each CPU`
  return (
    <DeviceStrip
      strip={strip}
      scale={scale}
      axis={series}
      unit={unit}
      zone={zone}
      label={label}
      onOpen={onOpen}
    />
  )
}
