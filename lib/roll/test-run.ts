import { appendLog } from '@/lib/store/append-log'
import { LOCK_ROLL_GROUP } from '@/lib/store/advisory-locks'
import { execute } from '@/lib/store/sql'
import { toBatch } from '@/lib/store/test-fleet'
import { isInjected } from './test-faults'
import type { TestClock, TestGroup } from './test-group'
import type { Sample } from './test-reference'
import type { Roller, TickReport } from './roller'

/** Appends to the one group of a test what arrived by now. */
export async function append(group: TestGroup, clock: TestClock, samples: readonly Sample[]): Promise<void> {
  await appendLog(group.store, [toBatch(1, samples)], clock.ms)
}

/** Appends samples batch by batch, each when its last sample was taken, and does something after each. */
export async function appendInOrder(
  group: TestGroup,
  clock: TestClock,
  samples: readonly Sample[],
  afterEach: () => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < samples.length; start += 150) {
    const batch = samples.slice(start, start + 150)
    clock.ms = Math.max(clock.ms, batch.at(-1)?.timeMs ?? 0)
    await append(group, clock, batch)
    await afterEach()
  }
}

/** Null if a fault was injected into it. */
export async function tickOrFail(roller: Roller): Promise<TickReport | null> {
  try {
    return await roller.tick()
  } catch (error) {
    if (!isInjected(error)) throw error
    return null
  }
}

const CUT_LOCKS = `
  SELECT pg_terminate_backend(pid) FROM pg_locks
  WHERE locktype = 'advisory' AND classid = $1::bigint::oid
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

/** Whoever holds the group loses it, and may not know that at once. */
export const cutLocks = ({ store }: TestGroup): Promise<number> =>
  execute(store, CUT_LOCKS, [LOCK_ROLL_GROUP])

const PAUSE_MS = 10_000
const MOST_TICKS = 200
const QUIET_TICKS = 12

/** Lets time pass, and then ticks until there has been nothing to read for a while. */
export async function settle(roller: Roller, clock: TestClock, ms = 0): Promise<void> {
  clock.ms += ms
  for (let left = MOST_TICKS, quiet = 0; left > 0 && quiet < QUIET_TICKS; left--) {
    clock.ms += PAUSE_MS
    quiet = (await tickOrFail(roller))?.entriesRemaining === 0 ? quiet + 1 : 0
  }
}
