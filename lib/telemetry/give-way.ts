import { setPriority } from 'node:os'

const LESS_URGENT = 5

/** Whoever sends or asks waits for the server's own thread, so this thread yields the processor to it. Only Linux has priorities of threads. */
export const giveWay = (): void => {
  if (process.platform === 'linux') setPriority(LESS_URGENT)
}
