import type { NodeHistory } from '../fleet-history'
import { HOUR_MS } from '../times'

/** What is known of a node, or of a node on one day, by the name of the fact. */
export type Facts = ReadonlyMap<string, string>

/** Moments become ages, since a moment as such says nothing of a node. */
const MOMENTS: readonly string[] = ['launch_time', 'boot_time']

/** Hours since the first of these moments that is known and not in the future. */
const hoursSince = (facts: Facts, moments: readonly string[], atMs: number): number | undefined => {
  for (const moment of moments) {
    const text = facts.get(moment)
    const sinceMs = text === undefined || text.trim() === '' ? NaN : Number(text)
    if (Number.isFinite(sinceMs)) return Math.max(0, (atMs - sinceMs) / HOUR_MS)
  }
  return undefined
}

/**
 * Facts and labels in force at a moment, with `age` (hours since the launch, or the last boot where nobody says more)
 * and `uptime` (hours since the last boot, where that is another moment) in place of the moments themselves.
 */
export const factsAt = ({ facts }: NodeHistory, atMs: number): Facts => {
  const held = new Map<string, string>()
  for (const { fact, value, fromMs, toMs } of facts) if (fromMs <= atMs && atMs < toMs) held.set(fact, value)
  const age = hoursSince(held, MOMENTS, atMs)
  const uptime = hoursSince(held, ['boot_time'], atMs)
  for (const moment of MOMENTS) held.delete(moment)
  if (age !== undefined) held.set('age', String(age))
  if (uptime !== undefined && uptime !== age) held.set('uptime', String(uptime))
  return held
}
