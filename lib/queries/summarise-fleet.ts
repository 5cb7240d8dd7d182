import type { FleetSummary, VerdictCounts } from '../contract/fleet'
import type { Verdict } from '../core/judge'
import type { HeadlineCell } from './headline-cells'
import type { JudgedNode } from './rank-nodes'

export const noCounts = (): VerdictCounts => ({ ok: 0, warn: 0, bad: 0, unmeasured: 0, not_applicable: 0 })

const NODE_VERDICTS = ['bad', 'warn', 'ok'] as const

/** A node is `ok` when something of it is measured and nothing is wrong; `unmeasured` only when nothing is. */
export const nodeVerdict = (verdicts: readonly Verdict[]): Verdict =>
  NODE_VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'unmeasured'

export const summariseFleet = (
  nodes: readonly JudgedNode[],
  cells: readonly HeadlineCell[],
): FleetSummary => {
  const summary: FleetSummary = { states: { fresh: 0, stale: 0, gone: 0 }, nodes: noCounts(), resources: {} }
  for (const { state, verdicts } of nodes) {
    summary.states[state] += 1
    if (state !== 'gone') summary.nodes[nodeVerdict(verdicts)] += 1
  }
  cells.forEach(({ resource, aspect }, place) => {
    const counts = noCounts()
    for (const { verdicts } of nodes) counts[verdicts[place] ?? 'unmeasured'] += 1
    const aspects = summary.resources[resource] ?? {
      utilization: noCounts(),
      saturation: noCounts(),
      errors: noCounts(),
    }
    summary.resources[resource] = { ...aspects, [aspect]: counts }
  })
  return summary
}
