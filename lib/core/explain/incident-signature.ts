import type { ExplainedSeries } from './explained-series'
import { medianOf } from '../quantile'
import { resourceOf } from './roles'

/** What an incident is known by when it comes back: which metrics rise, and how far. */
export type IncidentSignature = readonly SignatureMetric[]

export interface SignatureMetric {
  metric: string
  /** Half of its series rose further. */
  rise: number
}

/** A metric belongs to it where so many of the affected nodes show it, each by how much of it all it shows. */
const MOST_NODES_SHARE = 0.5
/** More metrics of a resource say the same again. */
const MOST_OF_RESOURCE = 2

/** Of the series of the affected nodes. What vanished rises nowhere, so it belongs to none. */
export const signatureOfMoves = (
  moves: readonly ExplainedSeries[],
  affected: ReadonlySet<number>,
): IncidentSignature => {
  const byMetric = new Map<string, ExplainedSeries[]>()
  for (const series of moves) {
    if (riseOf(series) <= 0 || !affected.has(series.node)) continue
    const known = byMetric.get(series.metric)
    if (known === undefined) byMetric.set(series.metric, [series])
    else known.push(series)
  }
  const ofResource = new Map<string, number>()
  const weights = weightsOf(byMetric)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const shareOf = (series: readonly ExplainedSeries[]) =>
    [...new Set(series.map(({ node }) => node))].reduce((sum, node) => sum + (weights.get(node) ?? 0), 0) /
    total
  return [...byMetric]
    .filter(([, series]) => shareOf(series) >= MOST_NODES_SHARE)
    .sort(([, one], [, other]) => highestScore(other) - highestScore(one))
    .filter(([metric]) => {
      const before = ofResource.get(resourceOf(metric)) ?? 0
      ofResource.set(resourceOf(metric), before + 1)
      return before < MOST_OF_RESOURCE
    })
    .map(([metric, series]) => ({ metric, rise: medianOf(series.map(riseOf)) }))
}

/** By node the highest score of each of its metrics, added up. */
const weightsOf = (
  byMetric: ReadonlyMap<string, readonly ExplainedSeries[]>,
): ReadonlyMap<number, number> => {
  const weights = new Map<number, number>()
  for (const series of byMetric.values())
    for (const { node, score } of series) weights.set(node, (weights.get(node) ?? 0) + score)
  return weights
}

const riseOf = ({ value, baselineValue }: ExplainedSeries): number =>
  value === null || baselineValue === null ? 0 : Math.abs(value - baselineValue)

const highestScore = (series: readonly ExplainedSeries[]): number =>
  series.reduce((most, { score }) => Math.max(most, score), 0)
