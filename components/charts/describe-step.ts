import { formatLong } from '@/lib/core/format-value'
import type { Unit } from '@/lib/core/checklist/types'
import type { UseChart } from './prepare-use-chart'

/** What a chart holds at a step, in words; `compared` names the earlier window, where there is one. */
export const describeStep = (
  { points }: UseChart,
  step: number,
  unit: Unit,
  compared: string | null,
): string[] => {
  const point = points[step]
  if (point === undefined) return []
  const { mean, band, earlier } = point
  const lines = [mean === null ? 'not measured' : formatLong(mean, unit)]
  if (band !== null && band[0] !== band[1])
    lines.push(`${formatLong(band[0], unit)} to ${formatLong(band[1], unit)}`)
  if (compared !== null)
    lines.push(`${compared}: ${earlier === null ? 'not measured' : formatLong(earlier, unit)}`)
  return lines
}
