import { nodeState, type NodeState } from '../core/node-state'
import type { Window } from '../core/series'
import { DAY_MS } from '../core/times'
import { readKeptHosts, readKeptSeen } from '../store/kept-nodes'
import { seenOf, type NodeSeen } from '../store/node-seen'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'

export interface NodeHeard {
  state: NodeState
  lastSampleMs: number | null
  intervalMs: number | null
}

export interface HeardNode extends NodeHeard {
  row: NodeRow
}

/** A node whose first sample is not rolled yet was heard when it was first seen. */
export const toNodeHeard = (node: NodeRow, seen: NodeSeen | null, asOfMs: number): NodeHeard => ({
  state: nodeState({
    lastSampleMs: seen?.lastSampleMs ?? node.firstSeenMs,
    intervalMs: seen?.intervalMs ?? null,
    asOfMs,
  }),
  lastSampleMs: seen?.lastSampleMs ?? null,
  intervalMs: seen?.intervalMs ?? null,
})

/** Where nodes are replaced every day, those long gone would soon outnumber the living. */
const LISTED_AFTER_LAST_SAMPLE_MS = 7 * DAY_MS

const isListed = ({ row, lastSampleMs }: HeardNode, window: Window, asOfMs: number): boolean => {
  const heardMs = lastSampleMs ?? row.firstSeenMs
  return heardMs >= window.fromMs || asOfMs - heardMs < LISTED_AFTER_LAST_SAMPLE_MS
}

/** Hosts that were heard in the window or since, or are gone for less than a week; fresh, stale or gone as of its end. */
export const readListedNodes = async (
  snapshot: Snapshot,
  window: Window,
  asOfMs: number,
): Promise<HeardNode[]> => {
  const rows = await readKeptHosts(snapshot)
  const seen = await readKeptSeen(snapshot)
  return rows
    .map((row) => ({ row, ...toNodeHeard(row, seenOf(seen, row), Math.min(asOfMs, window.toMs)) }))
    .filter((node) => isListed(node, window, asOfMs))
}
