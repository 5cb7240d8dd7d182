import type { ExplainedSeries } from './explained-series'
import { MedianRoom } from './median'
import { findPlateau } from './plateau'
import type { RankedMetric } from './rank-series'
import type { SeriesReference } from './series-reference'
import { valuesPerRow, type SpanTimes } from './spans'

type LastingSeries = Pick<
  ExplainedSeries,
  'kind' | 'direction' | 'value' | 'baselineValue' | 'onsetMs' | 'durationMs'
>

/** Of a series that is told by what lasts: the stretch in which it was high; null of all others. */
export const describeLasting = (
  { spans, lasting }: RankedMetric,
  row: number,
  times: SpanTimes,
  reference: SeriesReference,
): LastingSeries | null => {
  const told = lasting[row] ?? null
  if (told === null) return null
  const { stepMs, windowSteps, startsMs } = times
  const sign = spans.metric.badDirection === -1 ? -1 : 1
  const start = row * valuesPerRow(times) + times.leadSteps
  const window = spans.values.subarray(start, start + windowSteps)
  const level = reference.quietLevel(0, sign)
  const usual = (step: number) => (told === 'back' ? level : (reference.usual[step] ?? NaN))
  const plateau = findPlateau(Float64Array.from(window, (value, step) => (value - usual(step)) * sign))
  if (plateau === null) return null
  const { first, past } = plateau
  const middle = (of: (step: number) => number): number => {
    const room = new MedianRoom(past - first)
    for (let step = first; step < past; step += 1) room.add(of(step))
    return room.median()
  }
  return {
    kind: 2 * (past - first) >= windowSteps ? 'level' : 'burst',
    direction: sign === 1 ? 'up' : 'down',
    value: middle((step) => window[step] ?? NaN),
    baselineValue: middle(usual),
    onsetMs: (startsMs[0] ?? 0) + first * stepMs,
    durationMs: (past - first) * stepMs,
  }
}
