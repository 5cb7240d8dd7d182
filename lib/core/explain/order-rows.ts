import type { ExplainedSeries } from './explained-series'
import type { UnusualMetric } from './find-unusual'
import type { Lane } from './first-movers'
import type { Role } from './roles'

/** A metric of the fleet. */
export interface ExplainedRow {
  metric: string
  role: Role
  score: number
  nodesAffected: number
  nodesTotal: number
  onsetMs: number | null
  standsOut: boolean
  /** The series with the most evidence. */
  worst: ExplainedSeries
}

/** Lanes of what is much weaker than the strongest suspect would tell of something else. */
const LANE_SHARE = 0.25
/** What moves first counts for more: the rest may follow from it. */
const FIRST_MOVER_BONUS = 2

/** All series that stand out of the metrics that have a lane. */
export const movesOf = (metrics: readonly UnusualMetric[]): ExplainedSeries[] => {
  const strongest = (metrics.find(({ role }) => role === 'suspect') ?? metrics[0])?.strength ?? 0
  return metrics
    .filter(({ strength }) => strength >= LANE_SHARE * strongest)
    .flatMap(({ series }) => series.filter(({ standsOut }) => standsOut))
}

/** By metric: more than 1 for what moved first on most nodes. Who suffers does not count among those nodes. */
export const bonusesOf = (
  lanes: readonly Lane[],
  metrics: readonly UnusualMetric[],
): ReadonlyMap<string, number> => {
  const victims = new Set(metrics.filter(({ role }) => role === 'victim').map(({ metric }) => metric))
  const suspects = lanes.filter(({ metric }) => !victims.has(metric))
  const mostMoved = suspects.reduce((most, { nodes }) => Math.max(most, nodes), 1)
  return new Map(
    suspects.map(({ metric, firstShare, nodes }) => [
      metric,
      1 + (FIRST_MOVER_BONUS * firstShare * nodes) / mostMoved,
    ]),
  )
}

export const toRows = (
  metrics: readonly UnusualMetric[],
  bonuses: ReadonlyMap<string, number>,
): ExplainedRow[] => metrics.flatMap((metric) => toRow(metric, bonuses.get(metric.metric) ?? 1)).sort(byRank)

/** What is out of the ordinary first, of that the suspects, of those the strongest. */
const byRank = (one: ExplainedRow, other: ExplainedRow): number =>
  Number(other.standsOut) - Number(one.standsOut) ||
  Number(one.role === 'victim') - Number(other.role === 'victim') ||
  other.score - one.score

const toRow = (
  { metric, role, strength, nodesTotal, series }: UnusualMetric,
  bonus: number,
): ExplainedRow[] => {
  const [worst] = series
  if (worst === undefined) return []
  const out = series.filter(({ standsOut }) => standsOut)
  return [
    {
      metric,
      role,
      score: strength * bonus,
      nodesAffected: new Set(out.map(({ node }) => node)).size,
      nodesTotal,
      onsetMs:
        out.length === 0 ? null : out.reduce((first, { onsetMs }) => Math.min(first, onsetMs), Infinity),
      standsOut: out.length > 0,
      worst,
    },
  ]
}
