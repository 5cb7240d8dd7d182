import { formatDateTime } from '@/components/ui/format-time'
import type { LatencyPanel } from '@/lib/contract/latency'
import type { Zone } from '@/lib/contract/view-choices'
import { formatCount } from '@/lib/core/format-value'
import { formatBounded, formatLatency, formatShare, quantileTitle } from './format-latency'
import type { Band, PanelBands } from './prepare-bands'

export interface LatencyReadout {
  title: string
  value: string
  lines: string[]
  /** All of it in words, for those who do not see where it stands. */
  sentence: string
}

interface ReadoutInput {
  panel: LatencyPanel
  cells: PanelBands
  band: number
  step: number
  atMs: number
  zone: Zone
}

const bandTitle = ({ lowMs, highMs }: Pick<Band, 'lowMs' | 'highMs'>): string => {
  if (highMs === null) return lowMs === null ? 'of any latency' : `above ${formatLatency(lowMs)}`
  return lowMs === null
    ? `up to ${formatLatency(highMs)}`
    : `between ${formatLatency(lowMs)} and ${formatLatency(highMs)}`
}

/** What is said of a cell where it is pointed at. */
export const prepareReadout = ({ panel, cells, band, step, atMs, zone }: ReadoutInput): LatencyReadout => {
  const title = formatDateTime(atMs, zone)
  const count = cells.counts[band * cells.stepCount + step] ?? NaN
  const total = panel.counts[step] ?? null
  const drawn = cells.bands[band]
  if (count !== count || total === null || drawn === undefined)
    return { title, value: 'nothing was told', lines: [], sentence: `${title}: nothing was told` }
  const value = `${formatCount(Math.round(count))} ${bandTitle(drawn)}`
  const lines = [
    total === 0 ? 'no observations' : `${formatShare(count / total)} of ${formatCount(total)} observations`,
    ...quantilesAt(panel, step),
  ]
  return { title, value, lines, sentence: [title, value, ...lines].join(', ') }
}

const quantilesAt = ({ quantiles, meanMs }: LatencyPanel, step: number): string[] => {
  const mean = meanMs[step] ?? null
  const told = quantiles.flatMap(({ quantile, value, low, high }) => {
    const least = low[step] ?? null
    if (least === null) return []
    const text = formatBounded({ value: value[step] ?? null, low: least, high: high[step] ?? null })
    return [`${quantileTitle(quantile)} ${text}`]
  })
  return [...(mean === null ? [] : [`mean ${formatLatency(mean)}`]), ...told]
}
