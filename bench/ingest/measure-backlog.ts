import type { EncodedFleet } from '../load/encode-fleet'
import { sendLanes } from '../load/send'
import { watchMemory, type MemoryUse } from '../measure/memory-watch'
import { cpuSecondsOf } from '../measure/process-tree'
import { untilQuiet, untilSettled } from '../measure/quiet'
import type { Target } from '../targets/target'
import { withRunning } from '../targets/with-running'

export interface BacklogResult {
  cpuSecondsPerMillion: number
  acceptedPerSecond: number
  /** From the first request until everything was in its final place. */
  settledPerSecond: number
  walBytesPerSample: number | null
  retries: number
  memory: MemoryUse
}

/** Sends everything as fast as it is taken, and counts until the target is at rest again. */
export const measureBacklog = (target: Target, fleet: EncodedFleet): Promise<BacklogResult> =>
  withRunning(target, async (running) => {
    await untilQuiet(running)
    const walBefore = (await running.walBytes()) ?? 0
    const cpuBefore = cpuSecondsOf(running.rootPids)
    const memory = watchMemory(running.rootPids)
    const startedMs = performance.now()
    const sent = await sendLanes({ url: running.writeUrl, lanes: fleet.lanes })
    await untilSettled(running, 'sealed')
    const settledSeconds = (performance.now() - startedMs) / 1000
    await untilQuiet(running)
    const cpuSeconds = cpuSecondsOf(running.rootPids) - cpuBefore
    const walAfter = await running.walBytes()
    return {
      cpuSecondsPerMillion: (cpuSeconds / fleet.samples) * 1e6,
      acceptedPerSecond: fleet.samples / sent.seconds,
      settledPerSecond: fleet.samples / settledSeconds,
      walBytesPerSample: walAfter === null ? null : (walAfter - walBefore) / fleet.samples,
      retries: sent.retries,
      memory: memory.stop(),
    }
  })
