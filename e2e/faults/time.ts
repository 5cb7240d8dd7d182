import { setInterval } from 'node:timers/promises'

/** Where time itself is the matter: a moment to kill at, a pause that a sender was asked for, an absence. */
export async function pass(milliseconds: number): Promise<void> {
  for await (const _ of setInterval(Math.max(1, milliseconds))) return
}
