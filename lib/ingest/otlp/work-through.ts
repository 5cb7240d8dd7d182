import type { Turns } from '../turns'

/** Takes one after the other of what is read, in turns with everybody else; null is a step in which nothing came of it. */
export const workThrough = <Told>(
  turns: Turns,
  told: Generator<Told | null, void>,
  take: (one: Told) => void,
): Promise<void> =>
  turns.work(() => {
    const next = told.next()
    if (next.done === true) return true
    if (next.value !== null) take(next.value)
    return false
  })
