import { evidenceOf } from '../strata/evidence'
import type { TwoByTwo } from '../strata/fisher-exact'
import { countTable } from '../strata/separate'
import type { Stratum } from '../strata/stratify'
import type { MetricScores } from './score-metric'
import type { MetricSpans, SpanTimes } from './spans'

/** From here on a series is taken to do something unusual. */
export const UNUSUAL = 1.5
/** What is unusual is looked for at several heights, because incidents are loud or quiet. */
const HEIGHTS: readonly number[] = [1, UNUSUAL, 2.5, 4]
/** In nats; below it what the affected have in common may be chance. */
const ENOUGH_EVIDENCE = 5
/** A node outside of the stratum may still be hit, but is not what the stratum is about. */
const OUTSIDE_WEIGHT = 0.3
/** Half a node was unusual on the other days where none was. */
const UNSEEN = 0.5

/** How much what a metric does belongs to a kind of node, or to this window. */
export interface MetricWeight {
  /** By node: 1 where nothing is known against it, near 0 for what the rest of the fleet does just as often. */
  weights: Float64Array
  /** By node: 1 where it is of the kind. */
  isInside: Uint8Array
  separation: Strongest | null
  /** In nats: that more nodes are unusual than on other days, or that they are of one kind. */
  evidence: number
}

export interface Strongest {
  stratum: Stratum
  table: TwoByTwo
  evidence: number
}

interface Units {
  times: SpanTimes
  nodeCount: number
  /** Of node-spans, index = span * nodes + node. */
  strata: readonly Stratum[]
}

export const weighMetric = (
  spans: MetricSpans,
  scores: MetricScores,
  today: Float64Array,
  units: Units,
): MetricWeight => {
  const highest = highestByUnit(spans, scores, today, units)
  const best = strongestOf(highest, units.strata)
  const { weights, isInside } = weightsOf(best, units.nodeCount)
  const surprise = Math.max(...HEIGHTS.map((height) => surpriseOf(highest, height, units)))
  const evidence = Math.max(0, surprise - Math.log(HEIGHTS.length), best?.evidence ?? 0)
  return { weights, isInside, separation: best, evidence }
}

/** The most evidence that any series of the metric has, by node-span; -1 was not measured. */
const highestByUnit = (
  { rows }: MetricSpans,
  scores: MetricScores,
  today: Float64Array,
  { times, nodeCount }: Units,
): Float64Array => {
  const spanCount = times.startsMs.length
  const highest = new Float64Array(spanCount * nodeCount).fill(-1)
  rows.forEach(({ node }, row) => {
    for (let span = 0; span < spanCount; span += 1) {
      const unit = span * nodeCount + node
      const own = span === 0 ? (today[row] ?? 0) : (scores.spans[row * spanCount + span] ?? 0)
      if (own > (highest[unit] ?? -1)) highest[unit] = own
    }
  })
  return highest
}

const affectedAbove = (highest: Float64Array, height: number): Int8Array =>
  Int8Array.from(highest, (own) => (own < 0 ? -1 : Number(own >= height)))

const strongestOf = (highest: Float64Array, strata: readonly Stratum[]): Strongest | null => {
  let best: Strongest | null = null
  for (const height of HEIGHTS) {
    const affected = affectedAbove(highest, height)
    if (!affected.includes(1)) break
    for (const stratum of strata) {
      const table = countTable(stratum, affected)
      if (table.affectedInside * table.outside <= table.affectedOutside * table.inside) continue
      const evidence = evidenceOf(table, strata.length * HEIGHTS.length)
      if (evidence >= ENOUGH_EVIDENCE && evidence > (best?.evidence ?? 0)) best = { stratum, table, evidence }
    }
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

/** ln of how much likelier the number of unusual nodes is at its own rate than at that of the other spans. */
const surpriseOf = (highest: Float64Array, height: number, { times, nodeCount }: Units): number => {
  let [now, before] = [0, 0]
  highest.forEach((own, unit) => {
    if (own >= height && unit < nodeCount) now += 1
    else if (own >= height) before += 1
  })
  const usual = Math.max(UNSEEN, before) / Math.max(1, times.startsMs.length - 1)
  return now <= usual ? 0 : now * Math.log(now / usual) - (now - usual)
}
