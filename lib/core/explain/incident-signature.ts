import type { ExplainedSeries } from './describe-series'
import { MedianRoom } from './median'

/** What an incident is known by when it comes back: which metrics rise, and how far. */
export type IncidentSignature = readonly SignatureMetric[]

export interface SignatureMetric {
  metric: string
  /** Half of its series rose further. */
  rise: number
}

/** A metric belongs to it where so many of the affected nodes show it. */
const MOST_NODES_SHARE = 0.5
const MOST_METRICS = 6

/** Of the series that stand out. What vanished rises nowhere, so it belongs to none. */
export const signatureOfMoves = (moves: readonly ExplainedSeries[]): IncidentSignature => {
  const byMetric = new Map<string, ExplainedSeries[]>()
  for (const series of moves) {
    if (riseOf(series) <= 0) continue
    const known = byMetric.get(series.metric)
    if (known === undefined) byMetric.set(series.metric, [series])
    else known.push(series)
  }
  const most = [...byMetric.values()].reduce((highest, { length }) => Math.max(highest, length), 0)
  return [...byMetric]
    .filter(([, series]) => series.length >= MOST_NODES_SHARE * most)
    .sort(([, one], [, other]) => highestScore(other) - highestScore(one))
    .slice(0, MOST_METRICS)
    .map(([metric, series]) => ({ metric, rise: medianOf(series.map(riseOf)) }))
}

const riseOf = ({ value, baselineValue }: ExplainedSeries): number =>
  value === null || baselineValue === null ? 0 : Math.abs(value - baselineValue)

const highestScore = (series: readonly ExplainedSeries[]): number =>
  series.reduce((most, { score }) => Math.max(most, score), 0)

const medianOf = (values: readonly number[]): number => {
  const room = new MedianRoom(values.length)
  for (const value of values) room.add(value)
  return room.median()
}
