import type { Store } from '@/lib/store/db'
import { createRoller } from './roller'
import { CONFIG } from './test-group'

const PAUSE_MS = 10_000

/** Rolls what was sent to a test, as a server would that looks so many times, ten seconds apart. */
export const rollSent = async (store: Store, ticks = 20): Promise<void> => {
  let clockMs = Date.now()
  const roller = createRoller(store, CONFIG, { nowMs: () => clockMs })
  for (let left = ticks; left > 0; left -= 1) {
    await roller.tick()
    clockMs += PAUSE_MS
  }
  await roller.stop()
}
