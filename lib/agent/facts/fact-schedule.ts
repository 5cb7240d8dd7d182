import type { Facts } from './collect-facts'

/** Facts are told when they change, and again now and then in case a batch was refused. */
const REPEAT_EVERY_MS = 300_000

/** Gives the facts when they are due and null in between. */
export const createFactSchedule = (read: () => Facts, nowMs: () => number): (() => Facts | null) => {
  let told = ''
  let toldMs = -Infinity
  let readMs = -Infinity
  const isPast = (sinceMs: number, everyMs: number): boolean => Math.abs(nowMs() - sinceMs) >= everyMs

  return () => {
    if (!isPast(readMs, REPEAT_EVERY_MS / 5)) return null
    readMs = nowMs()
    const facts = read()
    const text = JSON.stringify(facts)
    if (text === told && !isPast(toldMs, REPEAT_EVERY_MS)) return null
    told = text
    toldMs = nowMs()
    return facts
  }
}
