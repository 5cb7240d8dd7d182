import type { MetricScores } from './score-metric'
import type { MetricSpans, SpanTimes } from './spans'

/** A node of which nothing was heard any more. */
export interface SilentNode {
  node: number
  sinceMs: number
}

/** Part of its series that have to be gone for the node itself to be. */
const MOST_OF_IT = 0.8
const FEWEST_SERIES = 3

/** Nodes that fell silent: that all of their series vanished says something of the node, and of none of its resources. */
export const silentNodes = (
  metrics: readonly MetricSpans[],
  scores: readonly MetricScores[],
  { startsMs, stepMs }: SpanTimes,
): SilentNode[] => {
  const seen = new Map<number, number>()
  const gone = new Map<number, number[]>()
  metrics.forEach(({ rows }, metric) => {
    rows.forEach(({ node }, row) => {
      const since = scores[metric]?.goneSince[row] ?? -1
      if (since < 0 && scores[metric]?.isThere[row] !== 1) return
      seen.set(node, (seen.get(node) ?? 0) + 1)
      if (since >= 0) gone.set(node, [...(gone.get(node) ?? []), since])
    })
  })
  return [...gone]
    .filter(([node, since]) => since.length >= Math.max(FEWEST_SERIES, MOST_OF_IT * (seen.get(node) ?? 0)))
    .map(([node, since]) => ({ node, sinceMs: (startsMs[0] ?? 0) + Math.max(...since) * stepMs }))
    .sort((one, other) => one.sinceMs - other.sinceMs || one.node - other.node)
}
