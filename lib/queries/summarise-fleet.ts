import type { FleetSummary, VerdictCounts } from '../contract/fleet'
import type { Reading } from '../contract/reading'
import type { Verdict } from '../core/judge'
import type { HeadlineCell } from './headline-cells'
import type { NodeReadings } from './rank-nodes'

const noCounts = (): VerdictCounts => ({ ok: 0, warn: 0, bad: 0, unmeasured: 0, not_applicable: 0 })

/** A node is `ok` when something of it is measured and nothing is wrong; `unmeasured` only when nothing is. */
const nodeVerdict = (readings: readonly Reading[]): Verdict => {
  const has = (verdict: Verdict) => readings.some((reading) => reading.verdict === verdict)
  if (has('bad')) return 'bad'
  if (has('warn')) return 'warn'
  return has('ok') ? 'ok' : 'unmeasured'
}

export const summariseFleet = (
  nodes: readonly NodeReadings[],
  cells: readonly HeadlineCell[],
): FleetSummary => {
  const summary: FleetSummary = { states: { fresh: 0, stale: 0, gone: 0 }, nodes: noCounts(), resources: {} }
  for (const { state, readings } of nodes) {
    summary.states[state] += 1
    summary.nodes[nodeVerdict(readings)] += 1
  }
  cells.forEach(({ resource, aspect }, place) => {
    const counts = noCounts()
    for (const { readings } of nodes) counts[readings[place]?.verdict ?? 'unmeasured'] += 1
    const aspects = summary.resources[resource] ?? {
      utilization: noCounts(),
      saturation: noCounts(),
      errors: noCounts(),
    }
    summary.resources[resource] = { ...aspects, [aspect]: counts }
  })
  return summary
}
