import { evidenceOf } from '../strata/evidence'
import type { TwoByTwo } from '../strata/fisher-exact'
import type { Stratum } from '../strata/stratify'
import type { StratumCounter } from '../strata/stratum-counter'

/** From here on a series is taken to do something unusual. */
export const UNUSUAL = 1.5
/** What is unusual is looked for at several heights, because incidents are loud or quiet. */
const HEIGHTS: readonly number[] = [1, UNUSUAL, 2.5, 4]
/** In nats; below it what the affected have in common may be chance. */
export const ENOUGH_EVIDENCE = 6
/** Of a kind that does it as a rule so many do; others are only noisier than the rest. */
const RULE_SHARE = 1 / 3
/** A node outside of the stratum may still be hit, but is not what the stratum is about. */
export const OUTSIDE_WEIGHT = 0.3

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
  /** From here on a node counts as affected. */
  height: number
}

/** `highest` is of node-spans, as are the members of the strata. */
export const weighMetric = (
  highest: Float64Array,
  counter: StratumCounter | null,
  nodeCount: number,
): MetricWeight => {
  const found = counter === null ? null : strongestOf(highest, counter)
  const best = found !== null && isRuleToday(highest, found, nodeCount) ? found : null
  return { ...weightsOf(best, nodeCount), separation: best }
}

/** Whether the window is no exception from the rule. */
const isRuleToday = (highest: Float64Array, { stratum, height }: Strongest, nodeCount: number): boolean => {
  let [inside, affected] = [0, 0]
  for (let node = 0; node < nodeCount; node += 1) {
    const own = highest[node] ?? -1
    if (stratum.members[node] !== 1 || own < 0) continue
    inside += 1
    if (own >= height) affected += 1
  }
  return affected > 0 && affected >= RULE_SHARE * inside
}

const strongestOf = (highest: Float64Array, counter: StratumCounter): Strongest | null => {
  const known: number[] = []
  const unknown: number[] = []
  highest.forEach((own, unit) => (own < 0 ? unknown : known).push(unit))
  let affected: readonly number[] = known
  let best: Strongest | null = null
  for (const height of HEIGHTS) {
    affected = affected.filter((unit) => (highest[unit] ?? 0) >= height)
    if (affected.length === 0) break
    counter.tables(affected, known, unknown).forEach((table, at) => {
      const stratum = counter.strata[at]
      const isHigher = table.affectedInside * table.outside > table.affectedOutside * table.inside
      const isRule = table.affectedInside >= RULE_SHARE * table.inside
      if (stratum === undefined || !isHigher || !isRule) return
      const evidence = evidenceOf(table, counter.strata.length * HEIGHTS.length)
      if (evidence >= ENOUGH_EVIDENCE && evidence > (best?.evidence ?? 0))
        best = { stratum, table, evidence, height }
    })
  }
  return best
}

const weightsOf = (best: Strongest | null, nodeCount: number) => {
  const weights = new Float64Array(nodeCount).fill(1)
  const isInside = new Uint8Array(nodeCount)
  if (best === null) return { weights, isInside }
  const outside = best.table.affectedOutside / Math.max(1, best.table.outside)
  const inside = best.table.affectedInside / best.table.inside
  for (let node = 0; node < nodeCount; node += 1) {
    isInside[node] = Number(best.stratum.members[node] === 1)
    weights[node] = isInside[node] === 1 ? 1 - outside / inside : OUTSIDE_WEIGHT
  }
  return { weights, isInside }
}
