import type { CellReadout } from '@/components/charts/crosshair-mark'
import type { CellPlace } from '@/components/charts/pick-cell'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import { printMinute } from '@/lib/contract/clock-band-text'
import type { ClockNode } from '@/lib/contract/clock'
import type { Verdict } from '@/lib/core/judge'
import { drawnMetric, type ClockMap, type DrawnValue } from './prepare-clock'
import { otherMinutes } from './prepare-clock-axis'

export type SpokenReadout = CellReadout & { sentence: string }

const BIN_MINUTES = 5
const MINUTES_PER_DAY = 24 * 60

/** 06:00 to 06:05 Europe/Berlin (05:00 UTC) */
export const binText = (bin: number, clock: { zone: string; other: string; toMs: number }): string => {
  const minute = bin * BIN_MINUTES
  const past = printMinute((minute + BIN_MINUTES) % MINUTES_PER_DAY)
  const own = `${printMinute(minute)} to ${past} ${clock.zone}`
  return clock.zone === clock.other
    ? own
    : `${own} (${printMinute(otherMinutes(minute, clock))} ${clock.other})`
}

/** Null where it is not judged. */
export const verdictOf = (value: number | null, { warn, bad, higherIsWorse }: DrawnValue): Verdict | null => {
  if (value === null) return 'unmeasured'
  if (warn === null || bad === null) return null
  const reaches = (limit: number) => (higherIsWorse ? value >= limit : value <= limit)
  if (reaches(bad)) return 'bad'
  return reaches(warn) ? 'warn' : 'ok'
}

export const valueText = (value: number | null, { unit }: DrawnValue): string =>
  value === null ? VERDICT_WORDS.unmeasured : formatLong(value, unit)

/** What the days of one node were at that time. */
const daysText = (node: ClockNode, bin: number, metric: DrawnValue): string => {
  const share = node.exceedShare[bin] ?? null
  const days = node.days[bin] ?? 0
  const numbers = [node.mean[bin] ?? null, node.p95[bin] ?? null, node.max[bin] ?? null]
  const [mean, p95, highest] = numbers.map((value) => valueText(value, metric))
  if (share === null) return 'on no day measured at this time'
  const seen = `${formatCount(Math.round(share * days))} of ${formatCount(days)} days above ${valueText(node.threshold, metric)}`
  return `${seen}; mean ${mean ?? ''}, p95 ${p95 ?? ''}, highest ${highest ?? ''}`
}

const fleetText = (map: ClockMap, bin: number): string | null => {
  const { bands, drawn, fleet } = map
  const [half, worst] = [bands.p50[bin] ?? null, bands.worst[bin] ?? null]
  const share = fleet.cells.values[bin] ?? NaN
  if (half === null || Number.isNaN(share)) return null
  const measured = formatCount(bands.measured[bin] ?? 0)
  return `${measured} nodes: median ${valueText(half, drawn)}, highest ${valueText(worst, drawn)}; above on ${formatLong(share, 'ratio')} of their days`
}

export const prepareClockReadout = (
  map: ClockMap,
  order: Int32Array,
  { place, step }: CellPlace,
  other: string,
): SpokenReadout => {
  const { answer, cells, drawn } = map
  const row = order[place] ?? 0
  const node = answer.nodes[row]
  const cell = cells.values[row * cells.stepCount + step] ?? NaN
  const value = Number.isNaN(cell) ? null : cell
  const time = binText(step, { zone: answer.tz, other, toMs: answer.toMs })
  const text = valueText(value, drawn)
  const days = node === undefined ? '' : daysText(node, step, drawnMetric(answer.metric, ''))
  return {
    title: node?.name ?? '',
    subtitle: node?.group ?? '',
    value: text,
    verdict: verdictOf(value, drawn),
    lines: [time, days],
    further: fleetText(map, step),
    sentence: `${node?.name ?? ''}, ${time}: ${text}; ${days}`,
  }
}
