import type { Store } from '../store/db'
import { readRollProgress } from '../store/store-state'

/** How far all rollers together are, wherever they run. */
export interface RollFigures {
  lagSeconds: number | null
  entriesRemaining: number
}

export const getRollFigures = async (store: Store, nowMs: number): Promise<RollFigures> => {
  const { asOfMs, waitingEntries } = await readRollProgress(store)
  const lagSeconds = asOfMs === null ? null : Math.max(0, (nowMs - asOfMs) / 1000)
  return { lagSeconds, entriesRemaining: waitingEntries }
}
