import { highestOf, prepareSpark, type Spark } from '@/components/charts/prepare-spark'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import type { ResourceDevices } from '@/lib/contract/node'
import type { SeriesAnswer } from '@/lib/contract/series'
import type { Aspect } from '@/lib/core/checklist/types'
import { deviceAspects } from './prepare-device-rows'

export type DeviceSparks = ReadonlyMap<string, Spark>

export const sparkKey = (device: string, aspect: Aspect): string => `${aspect} ${device}`

/** Sparks of one column share a scale: a share its whole one, anything else that of the highest device. */
export const prepareDeviceSparks = (
  resource: ResourceAnswer,
  devices: ResourceDevices,
  series: SeriesAnswer | undefined,
): DeviceSparks => {
  const shown = new Set(devices.items.map(({ device }) => device))
  const sparks = new Map<string, Spark>()
  for (const aspect of deviceAspects(resource)) {
    const { metric, unit } = resource.aspects[aspect]
    const lines = (series?.series ?? []).filter((line) => line.metric === metric && shown.has(line.device))
    const top = unit === 'ratio' ? Math.max(1, highestOf(lines)) : highestOf(lines)
    for (const line of lines) sparks.set(sparkKey(line.device, aspect), prepareSpark(line, top))
  }
  return sparks
}
