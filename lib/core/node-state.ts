import { DAY_MS, MINUTE_MS } from './times'

export const NODE_STATES = ['fresh', 'stale', 'gone'] as const
export type NodeState = (typeof NODE_STATES)[number]

const FRESH_INTERVALS = 3
const FRESH_AT_LEAST_MS = MINUTE_MS
const GONE_AFTER_MS = DAY_MS

export interface NodeHeard {
  /** Null before the node's first sample. */
  lastSampleMs: number | null
  /** The node's own sample interval; null before it is known. */
  intervalMs: number | null
  /** The roll watermark, so that a stalled roller never looks like dead nodes. */
  asOfMs: number
}

export const nodeState = ({ lastSampleMs, intervalMs, asOfMs }: NodeHeard): NodeState => {
  if (lastSampleMs === null) return 'gone'
  const ageMs = asOfMs - lastSampleMs
  if (ageMs <= Math.max(FRESH_AT_LEAST_MS, FRESH_INTERVALS * (intervalMs ?? 0))) return 'fresh'
  return ageMs >= GONE_AFTER_MS ? 'gone' : 'stale'
}
