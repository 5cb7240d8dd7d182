import type { MetricScores } from './score-metric'
import type { MetricSpans } from './spans'

/** Another series that deviates by this much at the same moment says that a single sample was no glitch. */
const WITNESS_EVIDENCE = 1
const SAME_MOMENT_STEPS = 1

/**
 * The evidence of every series: a peak of a single sample counts in full where another metric of the node has its own
 * at the same moment, and else only as far as its neighbours bear it out.
 */
export const corroborate = (
  metrics: readonly MetricSpans[],
  scores: readonly MetricScores[],
): Float64Array[] => {
  const witnesses = new Map<number, Witness[]>()
  metrics.forEach(({ rows }, metric) => {
    rows.forEach(({ node }, row) => {
      if ((scores[metric]?.peak[row] ?? 0) < WITNESS_EVIDENCE) return
      const witness = { metric, step: scores[metric]?.peakStep[row] ?? 0 }
      const known = witnesses.get(node)
      if (known === undefined) witnesses.set(node, [witness])
      else known.push(witness)
    })
  })
  return metrics.map(({ rows }, metric) =>
    Float64Array.from(rows, ({ node }, row) => {
      const { peak = 0, held = 0, step = 0 } = at(scores[metric], row)
      if (peak === held || peak < WITNESS_EVIDENCE) return held
      const isSeen = witnesses
        .get(node)
        ?.some((other) => other.metric !== metric && Math.abs(other.step - step) <= SAME_MOMENT_STEPS)
      return isSeen === true ? peak : held
    }),
  )
}

interface Witness {
  metric: number
  step: number
}

const at = (scores: MetricScores | undefined, row: number) => ({
  peak: scores?.peak[row],
  held: scores?.held[row],
  step: scores?.peakStep[row],
})
