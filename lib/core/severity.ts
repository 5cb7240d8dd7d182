import type { Verdict } from './judge'
import type { NodeState } from './node-state'

const VERDICT_SEVERITY: Record<Verdict, number> = {
  not_applicable: 0,
  ok: 1,
  unmeasured: 2,
  warn: 3,
  bad: 4,
}

/** Higher is worse; what is not measured is worse than `ok`, because nobody knows. */
const severity = (verdict: Verdict): number => VERDICT_SEVERITY[verdict]

export const worstVerdict = (verdicts: Iterable<Verdict>): Verdict => {
  let worst: Verdict = 'not_applicable'
  for (const verdict of verdicts) if (severity(verdict) > severity(worst)) worst = verdict
  return worst
}

export interface RankedNode {
  name: string
  state: NodeState
  bad: number
  warn: number
}

export const countVerdicts = (verdicts: Iterable<Verdict>): { bad: number; warn: number } => {
  const counts = { bad: 0, warn: 0 }
  for (const verdict of verdicts) if (verdict === 'bad' || verdict === 'warn') counts[verdict] += 1
  return counts
}

const goneRank = (node: RankedNode): number => (node.state === 'gone' ? 1 : 0)
const staleRank = (node: RankedNode): number => (node.state === 'stale' ? 1 : 0)
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The worst nodes first: bad cells, then silence, then warnings; what is long gone last. */
export const compareWorstFirst = (a: RankedNode, b: RankedNode): number =>
  goneRank(a) - goneRank(b) ||
  b.bad - a.bad ||
  staleRank(b) - staleRank(a) ||
  b.warn - a.warn ||
  compareText(a.name, b.name)
