import { setTimeout as pause } from 'node:timers/promises'
import { BUCKET_MS, MINUTE_MS } from '@/lib/core/times'
import { encodeFleet, type EncodedFleet, type Lane } from '../load/encode-fleet'
import { sendLanes } from '../load/send'
import { watchMemory, type MemoryUse } from '../measure/memory-watch'
import { cpuSecondsOf } from '../measure/process-tree'
import { untilQuiet, untilSettled } from '../measure/quiet'
import { say } from '../report/say'
import type { RunningTarget, Target } from '../targets/target'
import { withRunning } from '../targets/with-running'

export interface LiveResult {
  target: string
  nodes: number
  cpuSecondsPerMillion: number
  /** Share of one CPU that is used while nothing is sent. */
  idleCpuShare: number
  cpuSecondsPerMillionWithoutIdle: number
  walBytesPerSample: number | null
  memory: MemoryUse
}

const STEP_MS = 15_000
const WARM_UP_MS = 2 * STEP_MS
const SAMPLES_PER_REQUEST = 1800
const CONNECTIONS = 8
const IDLE_MS = 20_000
/** For encoding and for starting everything. */
const LEAD_MS = 40_000

interface Plan {
  nodes: number
  /** What is sent before is not counted: it makes the series known. */
  startMs: number
  endMs: number
  fleet: EncodedFleet
}

/**
 * Samples of now, sent when they are due, from one end of five minutes to the next, so that exactly one bucket is
 * filled, sealed and stored. All targets and fleets run at the same time: what counts is CPU time.
 */
export async function runLive(
  nodeCounts: readonly number[],
  targets: readonly Target[],
): Promise<LiveResult[]> {
  const startMs = Math.ceil((Date.now() + LEAD_MS + WARM_UP_MS) / BUCKET_MS) * BUCKET_MS
  say(
    `live: everything begins at ${new Date(startMs).toISOString()} and takes ${BUCKET_MS / MINUTE_MS} minutes`,
  )
  const plans = nodeCounts.map((nodes) => planLive(nodes, startMs))
  return Promise.all(
    plans.flatMap((plan) =>
      targets.map((target) => withRunning(target, (running) => measureLive(target.name, running, plan))),
    ),
  )
}

function planLive(nodes: number, startMs: number): Plan {
  const fleet = encodeFleet({
    nodes,
    startMs: startMs - WARM_UP_MS,
    ticks: (BUCKET_MS + WARM_UP_MS) / STEP_MS,
    stepMs: STEP_MS,
    kind: 'decimal',
    samplesPerRequest: SAMPLES_PER_REQUEST,
    connections: CONNECTIONS,
  })
  return { nodes, startMs, endMs: startMs + BUCKET_MS, fleet }
}

async function measureLive(target: string, running: RunningTarget, plan: Plan): Promise<LiveResult> {
  const { processes, writeUrl } = running
  const isWarmUp = ({ newestMs }: Lane[number]) => newestMs < plan.startMs
  const send = (lanes: Lane[]) => sendLanes({ url: writeUrl, lanes, dueMs: ({ newestMs }) => newestMs })
  await send(plan.fleet.lanes.map((lane) => lane.filter(isWarmUp)))
  const walBefore = (await running.walBytes()) ?? 0
  const [cpuBefore, beganMs] = [cpuSecondsOf(processes), performance.now()]
  const memory = watchMemory(processes)
  const counted = plan.fleet.lanes.map((lane) => lane.filter((one) => !isWarmUp(one)))
  await send(counted)
  await untilSettled(running, 'sealed')
  await untilQuiet(running)
  const [cpuSeconds, seconds] = [cpuSecondsOf(processes) - cpuBefore, (performance.now() - beganMs) / 1000]
  const [walAfter, memoryUse] = [await running.walBytes(), memory.stop()]
  const idleCpuShare = await measureIdle(running)
  const samples = counted.flat().reduce((sum, one) => sum + one.samples, 0)
  return {
    target,
    nodes: plan.nodes,
    cpuSecondsPerMillion: (cpuSeconds / samples) * 1e6,
    idleCpuShare,
    cpuSecondsPerMillionWithoutIdle: ((cpuSeconds - idleCpuShare * seconds) / samples) * 1e6,
    walBytesPerSample: walAfter === null ? null : (walAfter - walBefore) / samples,
    memory: memoryUse,
  }
}

async function measureIdle({ processes }: RunningTarget): Promise<number> {
  const before = cpuSecondsOf(processes)
  await pause(IDLE_MS)
  return (cpuSecondsOf(processes) - before) / (IDLE_MS / 1000)
}
