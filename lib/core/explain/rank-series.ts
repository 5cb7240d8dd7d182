import type { Stratum } from '../strata/stratify'
import { corroborate } from './corroborate'
import { sharesByChance } from './rarity'
import type { MetricScores } from './score-metric'
import type { MetricSpans, SpanTimes } from './spans'
import { UNUSUAL, weighMetric, type Strongest } from './weigh-metric'

/** Chance explains at most this share of what stands out. */
const MOST_BY_CHANCE = 0.2

/** A metric with what its series say, weighed. */
export interface RankedMetric {
  spans: MetricSpans
  scores: MetricScores
  /** By row: evidence × weight × √(1 + that of the metric). */
  weighed: Float64Array
  /** By row. */
  standsOut: Uint8Array
  separation: Strongest | null
  /** Root of the sum of squares over the nodes that are unusual: both how far and how many. */
  strength: number
}

interface Fleet {
  times: SpanTimes
  nodeCount: number
  strata: readonly Stratum[]
  isMuted: (metric: string, node: number) => boolean
}

export const rankMetrics = (
  metrics: readonly MetricSpans[],
  scores: readonly MetricScores[],
  fleet: Fleet,
): RankedMetric[] => {
  const evidence = corroborate(metrics, scores)
  return metrics
    .flatMap((spans, at) => {
      const [ofMetric, ofRows] = [scores[at], evidence[at]]
      return ofMetric === undefined || ofRows === undefined ? [] : rankMetric(spans, ofMetric, ofRows, fleet)
    })
    .sort((one, other) => other.strength - one.strength)
}

const rankMetric = (
  spans: MetricSpans,
  scores: MetricScores,
  evidence: Float64Array,
  { times, nodeCount, strata, isMuted }: Fleet,
): RankedMetric => {
  const spanCount = times.startsMs.length
  const {
    weights,
    isInside,
    separation,
    evidence: ofMetric,
  } = weighMetric(spans, scores, evidence, { times, nodeCount, strata })
  const others = scores.spans.filter((_, at) => at % spanCount !== 0)
  const byChance = sharesByChance(evidence, others, spanCount - 1)
  const standsOut = new Uint8Array(spans.rows.length)
  const weighed = Float64Array.from(spans.rows, ({ node }, row) => {
    if (isMuted(spans.metric.id, node)) return 0
    const own = (evidence[row] ?? 0) * (weights[node] ?? 1)
    const rarity = 1 - (byChance[row] ?? 1)
    const isRare = rarity >= 1 - MOST_BY_CHANCE || spanCount === 1
    standsOut[row] = Number(own >= UNUSUAL && (isRare || isInside[node] === 1))
    return isInside[node] === 1 ? own : own * Math.max(COMMON_WEIGHT, rarity)
  })
  if (!isOutstanding(evidence, others, ofMetric)) standsOut.fill(0)
  const emphasis = Math.sqrt(1 + ofMetric)
  return {
    spans,
    scores,
    weighed: weighed.map((own) => own * emphasis),
    standsOut,
    separation,
    strength: strengthOf(spans, weighed, standsOut) * emphasis,
  }
}

/** What happens as often on other days still has a place in the list. */
const COMMON_WEIGHT = 0.25

/** What the luckiest of some dozen metrics shows, in nats. */
const LUCK = 6
/** A single series has to lie this many times further out than any has on the other days. */
const UNHEARD_OF = 1.5

/** Whether the metric as a whole does what other days do not: by how many nodes, of one kind, or by how far. */
const isOutstanding = (today: Float64Array, others: Float64Array, evidence: number): boolean => {
  const highest = (values: Float64Array) => values.reduce((most, own) => Math.max(most, own), 0)
  return evidence >= LUCK || others.length === 0 || highest(today) >= UNHEARD_OF * highest(others)
}

const strengthOf = ({ rows }: MetricSpans, weighed: Float64Array, standsOut: Uint8Array): number => {
  const byNode = new Map<number, number>()
  rows.forEach(({ node }, row) => {
    const own = (weighed[row] ?? 0) * (standsOut[row] === 1 ? 1 : COMMON_WEIGHT)
    if (own > (byNode.get(node) ?? 0)) byNode.set(node, own)
  })
  let squares = 0
  for (const own of byNode.values()) squares += own * own
  return Math.sqrt(squares)
}
