import type { HeatMapPositions } from '@/components/charts/heat-map-image'
import type { Bounded, LatencyAnswer, LatencyPanel, QuantileLine } from '@/lib/contract/latency'
import type { CountScale } from '@/lib/contract/view-choices'
import { formatCount } from '@/lib/core/format-value'
import {
  formatBounded,
  formatBoundedShare,
  formatLatency,
  formatShare,
  quantileTitle,
} from './format-latency'
import { createAxis, type LogAxis } from './log-axis'
import { prepareBands, type PanelBands } from './prepare-bands'
import { createColours, positionsOf, type CountColours } from './prepare-colours'
import { drawQuantile, type DrawnQuantile } from './prepare-lines'

export interface DrawnPanel {
  panel: LatencyPanel
  title: string
  cells: PanelBands
  positions: HeatMapPositions
  lines: DrawnQuantile[]
}

/** The answer, ready to be drawn; all panels share the axis and the colours. */
export interface DrawnLatency {
  answer: LatencyAnswer
  axis: LogAxis
  colours: CountColours
  panels: DrawnPanel[]
}

/** Null where nothing was observed. */
export const prepareLatency = (answer: LatencyAnswer, scale: CountScale): DrawnLatency | null => {
  if (answer.axis === null) return null
  const held = answer.panels.map((panel) => panel.total)
  const axis = createAxis({
    ...answer.axis,
    isBelow: held.some((total) => total !== null && total.minMs < (answer.axis?.lowMs ?? 0)),
    isAbove: held.some((total) => total !== null && (total.maxMs ?? Infinity) > (answer.axis?.highMs ?? 0)),
  })
  const bands = answer.panels.map((panel) => prepareBands(panel, axis))
  const colours = createColours(scale, bands)
  const panels = answer.panels.flatMap((panel, index) => {
    const cells = bands[index]
    if (cells === undefined) return []
    const lines = panel.quantiles.map((line) => drawQuantile(line, axis))
    return [{ panel, title: titleOf(panel), cells, positions: positionsOf(cells, colours), lines }]
  })
  return { answer, axis, colours, panels }
}

const titleOf = ({ vantage }: LatencyPanel): string =>
  vantage === null ? 'All vantage points' : vantage === '' ? 'No vantage point named' : `Seen from ${vantage}`

const TOLD = [0.5, 0.99]

/** The answer: how long it took, and how long it takes now; null where nothing was observed. */
export const headlineOf = ({ total, quantiles }: LatencyPanel): string | null => {
  if (total === null) return null
  const whole = total.quantiles
    .filter(({ quantile }) => TOLD.includes(quantile))
    .map((one) => `${quantileTitle(one.quantile)} ${formatBounded(one)}`)
  if (whole.length === 0) return null
  const newest = quantiles
    .filter(({ quantile }) => TOLD.includes(quantile))
    .flatMap((line) => {
      const last = lastOf(line)
      return last === null ? [] : `${quantileTitle(line.quantile)} ${formatBounded(last)}`
    })
  const now = newest.length === 0 ? '' : `; at the end of the window ${newest.join(', ')}`
  return `${whole.join(', ')}${now}.`
}

const lastOf = ({ low, value, high }: QuantileLine): Bounded | null => {
  const step = low.findLastIndex((bound) => bound !== null)
  const bound = low[step] ?? null
  return bound === null ? null : { low: bound, value: value[step] ?? null, high: high[step] ?? null }
}

/** How much there is, and how finely it is known. */
export const describePanel = ({ total, resolution, modes }: LatencyPanel): string => {
  if (total === null) return 'Nothing was observed.'
  const mean = total.meanMs === null ? '' : `, mean ${formatLatency(total.meanMs)}`
  const highest = total.maxMs === null ? 'without an upper bound' : `up to ${formatLatency(total.maxMs)}`
  return `${formatCount(total.count)} observations from ${formatLatency(total.minMs)} ${highest}${mean}. ${describeResolution(resolution)}${describeModes(modes)}`
}

const describeResolution = ({ worstRelativeError, kinds }: LatencyPanel['resolution']): string => {
  const coarse = kinds.includes('bounds') ? ' (classic buckets)' : ''
  if (worstRelativeError === null) return `Some lie in a bucket without an upper bound${coarse}.`
  return `Values are known to ± ${formatShare(worstRelativeError)}${coarse}.`
}

const describeModes = (modes: LatencyPanel['modes']): string => {
  if (modes.length < 2) return ''
  const told = modes.map(({ peakMs, share }) => `${formatLatency(peakMs)} (${formatShare(share)})`)
  return ` ${String(modes.length)} peaks: ${told.join(', ')}.`
}

/** Null without an objective. */
export const describeObjective = ({ objective }: LatencyPanel): string | null => {
  if (objective === null) return null
  const slo = formatLatency(objective.sloMs)
  if (objective.total === null) return `Nothing was observed that could take longer than ${slo}.`
  const { share, burn } = objective.total
  const times = burn.value ?? burn.low
  const rate = times >= 10 ? times.toFixed(0) : times.toFixed(times >= 1 ? 1 : 2)
  return `${formatBoundedShare(share)} took longer than ${slo}: ${rate} × the ${formatShare(1 - objective.target)} that may.`
}
