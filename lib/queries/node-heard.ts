import { nodeState, type NodeState } from '../core/node-state'
import type { NodeSeen } from '../store/node-seen'
import type { NodeRow } from '../store/nodes'

export interface NodeHeard {
  state: NodeState
  lastSampleMs: number | null
  intervalMs: number | null
}

/** A node whose first sample is not rolled yet was heard when it was first seen. */
export const toNodeHeard = (node: NodeRow, seen: NodeSeen | undefined, asOfMs: number): NodeHeard => ({
  state: nodeState({
    lastSampleMs: seen?.lastSampleMs ?? node.firstSeenMs,
    intervalMs: seen?.intervalMs ?? null,
    asOfMs,
  }),
  lastSampleMs: seen?.lastSampleMs ?? null,
  intervalMs: seen?.intervalMs ?? null,
})
