import type { FleetEvent } from '../core/event'
import type { PlannedNode } from './fleet/plan-fleet'

interface Told {
  startMs: number
  endMs?: number
  source: string
  kind: string
  name: string
  text: string
  attributes?: FleetEvent['attributes']
}

/** An event of a node, by the node's own clock. */
export const eventOf = (node: PlannedNode, told: Told): FleetEvent => ({
  ...told,
  startMs: Math.round(told.startMs + node.clockSkewMs),
  endMs: told.endMs === undefined ? null : Math.round(told.endMs + node.clockSkewMs),
  cluster: node.cluster,
  node: node.name,
  attributes: told.attributes ?? {},
})

/** A run of a systemd timer or of a cron entry. */
export const timerRun = (
  node: PlannedNode,
  run: {
    startMs: number
    endMs: number
    source?: string
    name: string
    attributes?: FleetEvent['attributes']
  },
): FleetEvent =>
  eventOf(node, {
    kind: 'timer',
    source: run.source ?? 'systemd',
    text: `${run.name} ran`,
    ...run,
  })
