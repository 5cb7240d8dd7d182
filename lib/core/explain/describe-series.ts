import { findOnset } from './onset'
import { describeLasting } from './describe-lasting'
import type { ExplainedSeries } from './explained-series'
import type { RankedMetric } from './rank-series'
import { SeriesReference } from './series-reference'
import { shapeOf } from './shape'
import { valuesPerRow, type SpanTimes } from './spans'

/** What does not stand out is told by a few. */
const MOST_ORDINARY = 12

/** Those series of a metric that stand out and the first of the others, the best of each node first. */
export const describeSeries = (ranked: RankedMetric, times: SpanTimes, most: number): ExplainedSeries[] => {
  const { weighed, spans, standsOut } = ranked
  const best = new Map<number, number>()
  spans.rows.forEach(({ node }, row) => {
    const known = best.get(node)
    if (known === undefined || (weighed[row] ?? 0) > (weighed[known] ?? 0)) best.set(node, row)
  })
  const reference = new SeriesReference(times)
  let ordinary = 0
  return [...best.values()]
    .filter((row) => (weighed[row] ?? 0) > 0)
    .sort((one, other) => (weighed[other] ?? 0) - (weighed[one] ?? 0))
    .filter((row) => standsOut[row] === 1 || (ordinary += 1) <= MOST_ORDINARY)
    .slice(0, most)
    .map((row) => describe(ranked, row, times, reference))
}

const describe = (
  ranked: RankedMetric,
  row: number,
  times: SpanTimes,
  reference: SeriesReference,
): ExplainedSeries => {
  const { spans, scores, weighed, standsOut } = ranked
  const first = row * valuesPerRow(times)
  const sign = scores.sign[row] === -1 ? -1 : 1
  const peakStep = scores.peakStep[row] ?? 0
  reference.read(spans.values, first)
  const level = reference.levels[0] ?? NaN
  const isGone = (scores.goneSince[row] ?? -1) >= 0
  const isNew = scores.isNew[row] === 1
  const onset =
    isGone || isNew
      ? { step: peakStep, steps: times.windowSteps - peakStep }
      : findOnset(spans.values, first, times, { peakStep, level, sign })
  const { node = 0, device = '' } = spans.rows[row] ?? {}
  const lasting = isGone || isNew ? null : describeLasting(ranked, row, times, reference)
  return {
    metric: spans.metric.id,
    node,
    device,
    score: weighed[row] ?? 0,
    kind: isGone ? 'vanished' : isNew ? 'appeared' : shapeOf(spans.values, first, times, reference, sign),
    direction: isGone || sign === -1 ? 'down' : 'up',
    value: isGone ? null : measured(spans.values[first + times.leadSteps + peakStep]),
    baselineValue: isNew ? null : measured(level),
    onsetMs: (times.startsMs[0] ?? 0) + onset.step * times.stepMs,
    durationMs: onset.steps * times.stepMs,
    standsOut: standsOut[row] === 1,
    isLasting: lasting !== null,
    ...lasting,
  }
}

const measured = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value
