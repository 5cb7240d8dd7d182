import type { CellReadout } from '@/components/charts/crosshair-mark'
import type { CellPlace } from '@/components/charts/pick-cell'
import { formatDateTime, formatDuration } from '@/components/ui/format-time'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { Zone } from '@/lib/contract/view-choices'
import type { Verdict } from '@/lib/core/judge'
import type { HeatMap } from './prepare-heat-map'

interface HeatReadout extends CellReadout {
  /** All of it in one sentence, for everybody who does not see it. */
  sentence: string
}

const verdictOf = (value: number | null, { metric }: HeatMap['answer']): Verdict => {
  if (value === null) return 'unmeasured'
  const reaches = (limit: number | null) =>
    limit !== null && (metric.higherIsWorse ? value >= limit : value <= limit)
  if (reaches(metric.bad)) return 'bad'
  return reaches(metric.warn) ? 'warn' : 'ok'
}

/** How the fleet is spread at this step; null where nobody is measured. */
const fleetText = ({ answer }: HeatMap, step: number): string | null => {
  const { bands, metric } = answer
  const values = [bands.p50[step], bands.p90[step], bands.worst[step]]
  const [half, most, worst] = values.map((value) =>
    value === null || value === undefined ? null : formatLong(value, metric.unit),
  )
  if (half === null || most === null || worst === null) return null
  const measured = formatCount(bands.measured[step] ?? 0)
  return `fleet: median ${half ?? ''}, p90 ${most ?? ''}, worst ${worst ?? ''} of ${measured} nodes`
}

export const prepareReadout = (
  map: HeatMap,
  order: Int32Array,
  { place, step }: CellPlace,
  zone: Zone,
): HeatReadout => {
  const { answer, cells } = map
  const row = order[place] ?? 0
  const cell = cells.values[row * cells.stepCount + step] ?? NaN
  const value = Number.isNaN(cell) ? null : cell
  const verdict = verdictOf(value, answer)
  const atMs = answer.window.fromMs + step * answer.stepMs
  const node = answer.nodes.name[row] ?? ''
  const text = value === null ? VERDICT_WORDS.unmeasured : formatLong(value, answer.metric.unit)
  const judged = verdict === 'warn' || verdict === 'bad' ? `, ${VERDICT_WORDS[verdict]}` : ''
  const time = formatDateTime(atMs, zone)
  return {
    title: node,
    subtitle: answer.nodes.group[row] ?? '',
    value: `${text}${judged}`,
    verdict,
    lines: [time],
    further: fleetText(map, step),
    sentence: `${node}, ${time}: ${text}${judged}`,
  }
}

/** What a column and a line stand for, and what was cut so that all of it fits. */
export const describeSteps = ({ answer }: HeatMap, linesDrawn: number): string => {
  const { stepMs, finestStepMs, shown, total, metric } = answer
  const worst = metric.higherIsWorse ? 'highest' : 'lowest'
  const parts = [`each column is the ${worst} sample of ${formatDuration(stepMs)}`]
  if (stepMs > finestStepMs)
    parts.push(`not of ${formatDuration(finestStepMs)}, because there are ${formatCount(shown)} nodes`)
  const perLine = shown / linesDrawn
  if (perLine > 1) parts.push(`each line the worst of about ${String(Math.ceil(perLine * 10) / 10)} nodes`)
  if (shown < total)
    parts.push(`${formatCount(shown)} of ${formatCount(total)} nodes shown: filter to see others`)
  return `${parts.join('; ')}.`
}
