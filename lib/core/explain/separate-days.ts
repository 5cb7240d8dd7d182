import type { NodeHistory } from '../fleet-history'
import { factsAt } from '../strata/facts-at'
import { bestByFact, separate, type Separation } from '../strata/separate'
import { stratify } from '../strata/stratify'
import { BUCKET_MS, DAY_MS } from '../times'
import type { Occurrence } from './seen-before'

/** Days before the window of which it is known what happened, the moment each ends at the window's own time of day. */
interface Days {
  windowMs: number
  count: number
}

/**
 * What the nodes that did the same on any of these days had in common at that time. The unit is the node on a day, because
 * facts change, as by the upgrade that began it, and an incident of one node says nothing by itself; a node that does it every day counts as one.
 */
export const separateDays = (
  nodes: readonly NodeHistory[],
  now: ReadonlyMap<number, number>,
  earlier: readonly Occurrence[],
  { windowMs, count }: Days,
): Separation[] => {
  const atMs = new Map<number, number>([...now].map(([node, onsetMs]) => [node, onsetMs]))
  for (const occurrence of earlier) {
    const back = Math.ceil((windowMs - occurrence.atMs) / DAY_MS)
    if (back >= 1 && back <= count) atMs.set(back * nodes.length + occurrence.node, occurrence.atMs)
  }
  const distinct = new Set([...atMs.keys()].map((unit) => unit % nodes.length)).size
  const units = Array.from({ length: (count + 1) * nodes.length }, (_, unit) => unit)
  const strata = stratify(
    units.map((unit) => {
      const day = Math.floor(unit / nodes.length)
      const node = nodes[unit % nodes.length] ?? { name: '', facts: [] }
      return factsAt(node, (atMs.get(unit) ?? windowMs - day * DAY_MS - BUCKET_MS) + BUCKET_MS)
    }),
  )
  const affected = Int8Array.from(units, (unit) => Number(atMs.has(unit)))
  const alike = distinct / Math.max(1, atMs.size)
  const found = separate(strata, affected).map((one) => ({
    ...one,
    days: count + 1,
    evidence: one.evidence * alike,
  }))
  return bestByFact(found.filter(({ evidence }) => evidence > 0))
}
