import type { NodeHistory } from '../fleet-history'
import type { Window } from '../series'
import { BUCKET_MS, HOUR_MS, MINUTE_MS } from '../times'
import type { ChangeWave } from './find-changes'

/** When the nodes of a wave are looked at: not while they change one after the other. */
export interface WaveTimes {
  /** As long before `before` as that is; null where the fact changed then, too. */
  earlier: Window | null
  before: Window
  after: Window
}

const LONGEST_MS = 2 * HOUR_MS
const SHORTEST_MS = 15 * MINUTE_MS
/** What starts anew is busy with itself at first. */
const SETTLE_MS = BUCKET_MS

const floor = (atMs: number): number => Math.floor(atMs / BUCKET_MS) * BUCKET_MS
const ceil = (atMs: number): number => Math.ceil(atMs / BUCKET_MS) * BUCKET_MS

/** In whole steps; a reason where there is too little time on one side, because the fact changed again or it is too early. */
export const waveTimes = (
  { fact, changes }: ChangeWave,
  nodes: readonly NodeHistory[],
  asOfMs: number,
): WaveTimes | 'too-soon' | 'unsteady' => {
  const firstMs = floor(Math.min(...changes.map(({ atMs }) => atMs)))
  const settledMs = ceil(Math.max(...changes.map(({ atMs }) => atMs)) + SETTLE_MS)
  let [sinceMs, untilMs] = [-Infinity, Infinity]
  for (const { node, atMs } of changes)
    for (const held of nodes[node]?.facts ?? []) {
      if (held.fact !== fact) continue
      if (held.fromMs < atMs && held.fromMs > sinceMs) sinceMs = held.fromMs
      if (held.fromMs > atMs && held.fromMs < untilMs) untilMs = held.fromMs
    }
  const steadyMs = sinceMs === -Infinity ? sinceMs : ceil(sinceMs + SETTLE_MS)
  const before = { fromMs: Math.max(firstMs - LONGEST_MS, steadyMs), toMs: firstMs }
  const after = { fromMs: settledMs, toMs: Math.min(settledMs + LONGEST_MS, floor(untilMs), floor(asOfMs)) }
  if (after.toMs - after.fromMs < SHORTEST_MS) return untilMs <= asOfMs ? 'unsteady' : 'too-soon'
  if (before.toMs - before.fromMs < SHORTEST_MS) return 'unsteady'
  const earlier = { fromMs: before.fromMs - (before.toMs - before.fromMs), toMs: before.fromMs }
  return { earlier: earlier.fromMs >= steadyMs ? earlier : null, before, after }
}

/** All of it, from the first moment that is looked at to the last. */
export const wholeOf = ({ earlier, before, after }: WaveTimes): Window => ({
  fromMs: (earlier ?? before).fromMs,
  toMs: after.toMs,
})
