import { HOUR_MS, hourOf } from '@/lib/core/times'
import { encodeFleet } from '../load/encode-fleet'
import type { ValueKind } from '../load/fleet'
import { sendLanes } from '../load/send'
import { cpuSecondsOf } from '../measure/process-tree'
import { untilQuiet, untilSettled } from '../measure/quiet'
import { say } from '../report/say'
import type { RunningTarget, StoredPart, Target } from '../targets/target'
import { withRunning } from '../targets/with-running'

export interface StorageResult {
  kind: ValueKind
  target: string
  samples: number
  parts: readonly StoredPart[]
  walBytes: number | null
  /** What merging took after everything was stored. */
  mergeCpuSeconds: number
}

const STEP_MS = 15_000
const HOURS = 2
/** Two whole hours of a fleet, once nothing is left to merge. */
export async function runStorage(
  nodes: number,
  kinds: readonly ValueKind[],
  targets: readonly Target[],
): Promise<StorageResult[]> {
  const results: StorageResult[] = []
  for (const kind of kinds) {
    const startMs = hourOf(Date.now()) - HOURS * HOUR_MS
    const ticks = (HOURS * HOUR_MS) / STEP_MS
    const shape = { nodes, startMs, ticks, stepMs: STEP_MS, kind, samplesPerRequest: 1800, connections: 8 }
    const fleet = encodeFleet(shape)
    for (const target of targets) {
      say(`storage: ${target.name}, ${kind} values`)
      const stored = await withRunning(target, (running) => store(running, fleet))
      results.push({ kind, target: target.name, samples: fleet.samples, ...stored })
    }
  }
  return results
}

async function store(running: RunningTarget, { lanes }: ReturnType<typeof encodeFleet>) {
  const walBefore = (await running.walBytes()) ?? 0
  await sendLanes({ url: running.writeUrl, lanes })
  await untilSettled(running, 'sealed')
  await untilQuiet(running)
  const walAfter = await running.walBytes()
  const cpuBefore = cpuSecondsOf(running.processes)
  const parts = await running.atRest()
  const mergeCpuSeconds = cpuSecondsOf(running.processes) - cpuBefore
  return { parts, mergeCpuSeconds, walBytes: walAfter === null ? null : walAfter - walBefore }
}
