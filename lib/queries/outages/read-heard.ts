import type { MetricId } from '../../core/checklist/types'
import type { HeardSteps } from '../../core/outages/silences'
import type { Window } from '../../core/series'
import { BUCKET_MS, MINUTE_MS } from '../../core/times'
import { snapWindow } from '../../contract/window'
import { hasRollsBefore } from '../../store/roll-extent'
import type { Snapshot } from '../../store/snapshot'
import { minutesKeptFromMs } from '../asked-window'
import type { HeardNode } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { readHeatMatrix } from '../read-heat-matrix'
import type { SteppedWindow } from '../window-step'

/** Every node that measures anything of itself measures one of these. */
const HEARTBEATS: readonly MetricId[] = [
  'memory.utilization.used',
  'cpu.utilization.busy',
  'network.utilization.receive',
]

/** Where minutes would be more values than this, five minutes have to do. */
const MOST_MINUTES = 8_000_000

/** The window and the time before it, in minutes where those of the window itself are kept, or nothing is older than minutes. */
export const heardWindow = async (
  snapshot: Snapshot,
  asked: Window,
  leadMs: number,
  nodeCount: number,
  nowMs: number,
): Promise<SteppedWindow> => {
  const window = { fromMs: asked.fromMs - leadMs, toMs: asked.toMs }
  const minutes = ((window.toMs - window.fromMs) / MINUTE_MS) * nodeCount
  const keptFromMs = minutesKeptFromMs(snapshot, nowMs)
  const isKept = asked.fromMs >= keptFromMs || !(await hasRollsBefore(snapshot, keptFromMs))
  const isFine = minutes <= MOST_MINUTES && isKept
  const stepMs = isFine ? MINUTE_MS : BUCKET_MS
  return { window: snapWindow(window, stepMs), stepMs, table: isFine ? 'roll_1m' : 'roll_5m' }
}

/** In which steps each of the nodes was heard. */
export const readHeard = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  nodes: readonly HeardNode[],
  asOfMs: number,
  checkpoint: Checkpoint,
): Promise<HeardSteps> => {
  const { window, stepMs } = stepped
  const stepCount = Math.round((window.toMs - window.fromMs) / stepMs)
  const heard = new Uint8Array(nodes.length * stepCount)
  const rows = nodes.map(({ row }) => row)
  for (const metric of HEARTBEATS) {
    const { count } = await readHeatMatrix(snapshot, stepped, metric, rows)
    checkpoint()
    for (let step = 0; step < stepCount; step += 1)
      for (let node = 0; node < nodes.length; node += 1)
        if ((count[step * nodes.length + node] ?? 0) > 0) heard[node * stepCount + step] = 1
  }
  return {
    startMs: window.fromMs,
    stepMs,
    stepCount,
    heard,
    intervalsMs: nodes.map(({ intervalMs }) => intervalMs),
    asOfMs,
  }
}
