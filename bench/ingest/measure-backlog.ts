import type { EncodedFleet, EncodedRequest, Lane } from '../load/encode-fleet'
import { sendLanes } from '../load/send'
import { watchMemory, type MemoryUse } from '../measure/memory-watch'
import { cpuSecondsByRoot } from '../measure/process-tree'
import { untilQuiet, untilSettled } from '../measure/quiet'
import type { RunningTarget, Target } from '../targets/target'
import { withRunning } from '../targets/with-running'

export interface BacklogResult {
  cpuSecondsPerMillion: number
  /** CPU seconds per million samples, by process. */
  parts: Readonly<Record<string, number>>
  acceptedPerSecond: number
  /** From the first request until everything was in its final place. */
  settledPerSecond: number
  walBytesPerSample: number | null
  retries: number
  memory: MemoryUse
}

/** Sends everything as fast as it is taken, and counts from behind the warm-up until the target is at rest again. */
export const measureBacklog = (
  target: Target,
  fleet: EncodedFleet,
  warmUpMs: number,
): Promise<BacklogResult> =>
  withRunning(target, async (running) => {
    const { warmUp, counted, samples } = splitWarmUp(fleet, warmUpMs)
    await sendLanes({ url: running.writeUrl, lanes: warmUp })
    await untilSettled(running, 'sealed')
    await untilQuiet(running)
    const walBefore = (await running.walBytes()) ?? 0
    const cpuBefore = cpuSecondsByRoot(running.processes)
    const memory = watchMemory(running.processes)
    const startedMs = performance.now()
    const sent = await sendLanes({ url: running.writeUrl, lanes: counted })
    await untilSettled(running, 'sealed')
    await checkComplete(running, fleet.samples)
    const settledSeconds = (performance.now() - startedMs) / 1000
    await untilQuiet(running)
    const parts = perMillion(cpuSecondsByRoot(running.processes), cpuBefore, samples)
    const walAfter = await running.walBytes()
    return {
      cpuSecondsPerMillion: Object.values(parts).reduce((sum, part) => sum + part, 0),
      parts,
      acceptedPerSecond: samples / sent.seconds,
      settledPerSecond: samples / settledSeconds,
      walBytesPerSample: walAfter === null ? null : (walAfter - walBefore) / samples,
      retries: sent.retries,
      memory: memory.stop(),
    }
  })

interface SplitFleet {
  warmUp: Lane[]
  counted: Lane[]
  /** Those that count. */
  samples: number
}

function splitWarmUp({ lanes, samples }: EncodedFleet, warmUpMs: number): SplitFleet {
  const firstMs = Math.min(...lanes.map((lane) => lane[0]?.newestMs ?? Infinity))
  const isWarmUp = ({ newestMs }: EncodedRequest) => newestMs < firstMs + warmUpMs
  const warmUp = lanes.map((lane) => lane.filter(isWarmUp))
  const counted = lanes.map((lane) => lane.filter((one) => !isWarmUp(one)))
  const warmSamples = warmUp.flat().reduce((sum, one) => sum + one.samples, 0)
  return { warmUp, counted, samples: samples - warmSamples }
}

async function checkComplete(running: RunningTarget, sent: number): Promise<void> {
  const stored = await running.storedSamples()
  if (stored < sent) throw new Error(`${running.url} has ${stored} of ${sent} samples`)
}

const perMillion = (
  after: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
  samples: number,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(after).map(([name, seconds]) => [name, ((seconds - (before[name] ?? 0)) / samples) * 1e6]),
  )
