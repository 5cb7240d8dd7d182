import { setTimeout as pause } from 'node:timers/promises'
import type { RunningTarget, Settled } from '../targets/target'
import { cpuSecondsOf } from './process-tree'

const PROBE_MS = 500
const WINDOW_MS = 4000
const QUIET_CPU_SHARE = 0.06
const SETTLE_PATIENCE_MS = 600_000
const QUIET_PATIENCE_MS = 60_000

/** Waits until everything acknowledged is where it belongs. */
export async function untilSettled(target: RunningTarget, how: Settled): Promise<void> {
  const giveUpMs = Date.now() + SETTLE_PATIENCE_MS
  while (!(await target.isSettled(how))) {
    if (Date.now() > giveUpMs) throw new Error(`${target.url} does not catch up`)
    await pause(PROBE_MS)
  }
}

/** Waits until the processes do next to nothing for some seconds, so that work put off until later is counted too. */
export async function untilQuiet({ processes }: Pick<RunningTarget, 'processes'>): Promise<void> {
  const giveUpMs = Date.now() + QUIET_PATIENCE_MS
  let before = cpuSecondsOf(processes)
  while (Date.now() < giveUpMs) {
    await pause(WINDOW_MS)
    const now = cpuSecondsOf(processes)
    if (now - before <= (QUIET_CPU_SHARE * WINDOW_MS) / 1000) return
    before = now
  }
}
