import { formatLong } from '@/lib/core/format-value'
import type { SeriesAnswer } from '@/lib/contract/series'
import { metricById } from '@/lib/core/checklist/checklist'
import type { MetricId } from '@/lib/core/checklist/types'

export interface DevicesOf {
  metric: MetricId
  node: number
  name: string
}

const FIRST_DEVICES = 3

/** Null where the metric is of the whole node. */
export const devicesOf = (metric: MetricId, { id, name }: { id: number; name: string }): DevicesOf | null =>
  metricById(metric)?.perDevice === true ? { metric, node: id, name } : null

/** Which devices it is, the worst first: "On db-1 it is indexer (78 %) most, then api (0.2 %)." */
export const describeDevices = ({ metric, name }: DevicesOf, { series }: SeriesAnswer): string | null => {
  const definition = metricById(metric)
  if (definition === undefined) return null
  const { higherIsWorse, unit } = definition
  const sign = higherIsWorse ? 1 : -1
  const devices = series
    .flatMap(({ device, max, min }) => {
      const values = (higherIsWorse ? max : min).filter((value) => value !== null)
      return values.length === 0
        ? []
        : [{ device, worst: sign * Math.max(...values.map((value) => sign * value)) }]
    })
    .sort((one, other) => sign * (other.worst - one.worst))
  const [first, ...others] = devices.map(({ device, worst }) => `${device} (${formatLong(worst, unit)})`)
  if (first === undefined) return null
  if (others.length === 0) return `On ${name} it is ${first}.`
  const next = others.slice(0, FIRST_DEVICES - 1).join(', ')
  const left = others.length - (FIRST_DEVICES - 1)
  return `On ${name} it is ${first} most, then ${next}${left > 0 ? ` and ${String(left)} more` : ''}.`
}
