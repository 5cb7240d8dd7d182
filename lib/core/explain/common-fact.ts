import type { NodeHistory } from '../fleet-history'
import { evidenceOf } from '../strata/evidence'
import { factsAt } from '../strata/facts-at'
import { countTable } from '../strata/separate'
import { stratify, type Stratum } from '../strata/stratify'
import type { ExplainedSeries } from './explained-series'
import type { Unusual, UnusualMetric } from './find-unusual'
import { resourceOf } from './roles'
import type { SpanTimes } from './spans'
import { ENOUGH_EVIDENCE, OUTSIDE_WEIGHT } from './weigh-metric'

/** By node: 1 where it is of the kind that most of what stands out happens to; null where there is no such kind. */
export type CommonKind = Int8Array | null

/**
 * The kind of node that what stands out has in common, by all metrics together: one resource may stand out on others as
 * well by chance, several seldom do so on the same ones.
 */
export const commonKindOf = (
  { metrics, there }: Unusual,
  nodes: readonly NodeHistory[],
  { startsMs, stepMs }: SpanTimes,
): CommonKind => {
  const out = metrics
    .map((metric) => ({ metric, nodes: nodesOut(metric) }))
    .filter(({ nodes: of }) => of.size > 0)
  if (out.length === 0) return null
  const began = firstOnsets(metrics)
  const startMs = startsMs[0] ?? 0
  const strata = stratify(
    nodes.map((node, at) => factsAt(node, (began.get(at) ?? startMs - stepMs) + stepMs)),
  )
  let [best, most]: [Stratum | null, number] = [null, ENOUGH_EVIDENCE]
  const tables = out.map(({ metric: { metric }, nodes: of }) => ({
    resource: resourceOf(metric),
    affected: Int8Array.from(nodes, (_, at) => (there.has(at) ? Number(of.has(at)) : -1)),
  }))
  for (const stratum of strata) {
    const byResource = new Map<string, number>()
    for (const { resource, affected } of tables) {
      const table = countTable(stratum, affected)
      const isHigher = table.affectedInside * table.outside > table.affectedOutside * table.inside
      const evidence = isHigher ? evidenceOf(table, strata.length) : 0
      if (evidence > (byResource.get(resource) ?? 0)) byResource.set(resource, evidence)
    }
    const total = [...byResource.values()].reduce((sum, evidence) => sum + evidence, 0)
    if (total > most) [best, most] = [stratum, total]
  }
  return best?.members ?? null
}

/** Those on nodes of the kind: what came first is that of the incident, and not of who moved by chance. */
export const ofKind = (moves: readonly ExplainedSeries[], kind: CommonKind): readonly ExplainedSeries[] =>
  kind === null ? moves : moves.filter(({ node }) => kind[node] === 1)

/** What stands out on other nodes may well be chance, and counts for less. */
export const weighByKind = (unusual: Unusual, kind: CommonKind): Unusual => {
  if (kind === null) return unusual
  const weightOf = ({ node }: ExplainedSeries) => (kind[node] === 1 ? 1 : OUTSIDE_WEIGHT)
  const metrics = unusual.metrics.map((metric) => {
    const series = metric.series.map((one) => ({ ...one, score: one.score * weightOf(one) }))
    const squares = (of: readonly ExplainedSeries[]) =>
      of.reduce((sum, { score, standsOut }) => sum + (standsOut ? score * score : 0), 0)
    const before = squares(metric.series)
    const share = before === 0 ? 1 : Math.sqrt(squares(series) / before)
    return {
      ...metric,
      strength: metric.strength * share,
      series: series.sort((one, other) => other.score - one.score),
    }
  })
  return { ...unusual, metrics: metrics.sort((one, other) => other.strength - one.strength) }
}

const nodesOut = ({ series }: UnusualMetric): ReadonlySet<number> =>
  new Set(series.flatMap(({ node, standsOut }) => (standsOut ? [node] : [])))

const firstOnsets = (metrics: readonly UnusualMetric[]): ReadonlyMap<number, number> => {
  const first = new Map<number, number>()
  for (const { series } of metrics)
    for (const { node, onsetMs, standsOut } of series)
      if (standsOut) first.set(node, Math.min(onsetMs, first.get(node) ?? Infinity))
  return first
}
