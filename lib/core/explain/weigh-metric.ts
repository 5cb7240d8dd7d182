import { evidenceOf } from '../strata/evidence'
import type { TwoByTwo } from '../strata/fisher-exact'
import { countTable } from '../strata/separate'
import type { Stratum } from '../strata/stratify'
import type { MetricScores } from './score-metric'
import type { MetricSpans, SpanTimes } from './spans'

/** From here on a series is taken to do something unusual. */
export const UNUSUAL = 1.5
/** In nats; below it what the affected have in common may be chance. */
const ENOUGH_EVIDENCE = 5

/** How much what a metric does belongs to a kind of node. */
export interface MetricWeight {
  /** By node: 1 where nothing is known against it, near 0 for what the rest of the fleet does just as often. */
  weights: Float64Array
  /** By node: 1 where it is of the kind. */
  isInside: Uint8Array
  separation: Strongest | null
}

export interface Strongest {
  stratum: Stratum
  table: TwoByTwo
  evidence: number
}

/** Units are node-spans, index = span * nodes + node, as `strata` are. */
export const weighMetric = (
  { rows }: MetricSpans,
  scores: MetricScores,
  times: SpanTimes,
  nodeCount: number,
  strata: readonly Stratum[],
): MetricWeight => {
  const spanCount = times.startsMs.length
  const affected = new Int8Array(spanCount * nodeCount).fill(-1)
  rows.forEach(({ node }, row) => {
    for (let span = 0; span < spanCount; span += 1) {
      const unit = span * nodeCount + node
      const isUnusual = (scores.spans[row * spanCount + span] ?? 0) >= UNUSUAL ? 1 : 0
      affected[unit] = Math.max(affected[unit] ?? -1, isUnusual)
    }
  })
  const weights = new Float64Array(nodeCount).fill(1)
  const isInside = new Uint8Array(nodeCount)
  if (!affected.includes(1)) return { weights, isInside, separation: null }
  const best = strongestOf(strata, affected)
  if (best === null) return { weights, isInside, separation: null }
  const outside = best.table.affectedOutside / Math.max(1, best.table.outside)
  const inside = best.table.affectedInside / best.table.inside
  for (let node = 0; node < nodeCount; node += 1) {
    isInside[node] = Number(best.stratum.members[node] === 1)
    weights[node] = isInside[node] === 1 ? 1 - outside / inside : OUTSIDE_WEIGHT
  }
  return { weights, isInside, separation: best }
}

/** A node outside of the stratum may still be hit, but is not what the stratum is about. */
const OUTSIDE_WEIGHT = 0.5

const strongestOf = (strata: readonly Stratum[], affected: Int8Array): Strongest | null => {
  let best: Strongest | null = null
  for (const stratum of strata) {
    const table = countTable(stratum, affected)
    if (table.affectedInside * table.outside <= table.affectedOutside * table.inside) continue
    const evidence = evidenceOf(table, strata.length)
    if (evidence >= ENOUGH_EVIDENCE && evidence > (best?.evidence ?? 0)) best = { stratum, table, evidence }
  }
  return best
}
