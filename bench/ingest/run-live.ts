import { setTimeout as pause } from 'node:timers/promises'
import { BUCKET_MS, MINUTE_MS, hourOf } from '@/lib/core/times'
import { encodeFleet, type EncodedFleet, type EncodedRequest, type Lane } from '../load/encode-fleet'
import { SERIES_PER_NODE } from '../load/fleet'
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
/** Samples of the past that are sent at once, and of now until counting begins. */
const WARM_UP_SAMPLES = 4_500_000
const LONGEST_WARM_UP_MS = 30 * MINUTE_MS
const SAMPLES_PER_REQUEST = 1800
const CONNECTIONS = 8
const IDLE_MS = 20_000
/** Counting begins so long after five minutes have ended, because their seal follows them. */
const AFTER_SEAL_MS = MINUTE_MS
/** For encoding, for starting everything, and for what a warm-up of the past leaves to be joined. */
const LEAD_MS = 270_000

interface Plan {
  nodes: number
  /** Counting begins and ends here; samples are sent before and after. */
  fromMs: number
  toMs: number
  fleet: EncodedFleet
}

/**
 * Samples of now, sent when they are due. Five minutes are counted, in the middle of operation: a bucket is sealed and
 * stored, and twenty ticks are taken. All targets and fleets run at the same time: what counts is CPU time.
 */
export async function runLive(
  nodeCounts: readonly number[],
  targets: readonly Target[],
): Promise<LiveResult[]> {
  const fromMs = nextStart(Date.now() + LEAD_MS) + AFTER_SEAL_MS
  say(`live: counting begins at ${new Date(fromMs).toISOString()} and takes ${BUCKET_MS / MINUTE_MS} minutes`)
  const plans = nodeCounts.map((nodes) => planLive(nodes, fromMs))
  return Promise.all(
    plans.flatMap((plan) =>
      targets.map((target) => withRunning(target, (running) => measureLive(target.name, running, plan))),
    ),
  )
}

/** The first end of five minutes, unless an hour ends then or five minutes later: an hour is joined once an hour, and told apart. */
function nextStart(afterMs: number): number {
  const startMs = Math.ceil(afterMs / BUCKET_MS) * BUCKET_MS
  const isNearHour = [startMs, startMs + BUCKET_MS].some((timeMs) => hourOf(timeMs) === timeMs)
  return isNearHour ? nextStart(startMs + 1) : startMs
}

function planLive(nodes: number, fromMs: number): Plan {
  const warmUpTicks = WARM_UP_SAMPLES / (nodes * SERIES_PER_NODE)
  const warmUpMs = Math.max(BUCKET_MS, Math.min(LONGEST_WARM_UP_MS, warmUpTicks * STEP_MS))
  const toMs = fromMs + BUCKET_MS
  const fleet = encodeFleet({
    nodes,
    startMs: fromMs - warmUpMs,
    ticks: (warmUpMs + BUCKET_MS) / STEP_MS,
    stepMs: STEP_MS,
    kind: 'decimal',
    samplesPerRequest: SAMPLES_PER_REQUEST,
    connections: CONNECTIONS,
  })
  return { nodes, fromMs, toMs, fleet }
}

async function measureLive(target: string, running: RunningTarget, plan: Plan): Promise<LiveResult> {
  const { fromMs, toMs, fleet } = plan
  const isWarmUp = ({ newestMs }: EncodedRequest) => newestMs < fromMs
  const counted = fleet.lanes.map((lane) => lane.filter((one) => !isWarmUp(one)))
  const send = (lanes: Lane[]) =>
    sendLanes({ url: running.writeUrl, lanes, dueMs: ({ newestMs }) => newestMs })
  await send(fleet.lanes.map((lane) => lane.filter(isWarmUp)))
  if (Date.now() > fromMs + STEP_MS)
    throw new Error(`the warm-up of ${target} with ${plan.nodes} nodes took too long; is the machine busy?`)
  const counting = count(running, fromMs, toMs)
  await Promise.all([send(counted), counting])
  const { cpuSeconds, walBytes, memory } = await counting
  await untilSettled(running, 'sealed')
  await untilQuiet(running)
  const idleCpuShare = await measureIdle(running)
  const samples = counted.flat().reduce((sum, one) => sum + one.samples, 0)
  const seconds = (toMs - fromMs) / 1000
  return {
    target,
    nodes: plan.nodes,
    cpuSecondsPerMillion: (cpuSeconds / samples) * 1e6,
    idleCpuShare,
    cpuSecondsPerMillionWithoutIdle: ((cpuSeconds - idleCpuShare * seconds) / samples) * 1e6,
    walBytesPerSample: walBytes === null ? null : walBytes / samples,
    memory,
  }
}

interface Counted {
  cpuSeconds: number
  walBytes: number | null
  memory: MemoryUse
}

async function count(running: RunningTarget, fromMs: number, toMs: number): Promise<Counted> {
  const { processes } = running
  await pause(Math.max(0, fromMs - Date.now()))
  const [walBefore, cpuBefore, memory] = [
    await running.walBytes(),
    cpuSecondsOf(processes),
    watchMemory(processes),
  ]
  await pause(Math.max(0, toMs - Date.now()))
  const cpuSeconds = cpuSecondsOf(processes) - cpuBefore
  const walAfter = await running.walBytes()
  const walBytes = walAfter === null || walBefore === null ? null : walAfter - walBefore
  return { cpuSeconds, walBytes, memory: memory.stop() }
}

async function measureIdle({ processes }: RunningTarget): Promise<number> {
  const before = cpuSecondsOf(processes)
  await pause(IDLE_MS)
  return (cpuSecondsOf(processes) - before) / (IDLE_MS / 1000)
}
