import type { MetricId } from '../../core/checklist/types'
import type { HeardSteps } from '../../core/outages/silences'
import { slicesOf, type Window } from '../../core/series'
import { BUCKET_MS, DAY_MS, MINUTE_MS, dayOf } from '../../core/times'
import { snapWindow } from '../../contract/window'
import type { Block } from '../../store/block'
import { readKeptBlocks } from '../../store/kept-blocks'
import { hasRollsBefore } from '../../store/roll-extent'
import { readRollParts } from '../../store/roll-parts'
import type { Snapshot } from '../../store/snapshot'
import { minutesKeptFromMs } from '../asked-window'
import type { HeardNode } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { NodePlaces } from '../slots-of-nodes'
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

/** Counts of so many steps and nodes are read at once. */
const COUNTS_AT_ONCE = 4_000_000

/** In which steps each of the nodes was heard. */
export const readHeard = async (
  snapshot: Snapshot,
  { window, stepMs, table }: SteppedWindow,
  nodes: readonly HeardNode[],
  asOfMs: number,
  checkpoint: Checkpoint,
): Promise<HeardSteps> => {
  const places = new NodePlaces(nodes.map(({ row }) => row))
  const stepCount = Math.round((window.toMs - window.fromMs) / stepMs)
  const intervalsMs = nodes.map(({ intervalMs }) => intervalMs)
  const heard = new Uint8Array(nodes.length * stepCount)
  const steps = { startMs: window.fromMs, stepMs, stepCount, heard, intervalsMs, asOfMs }
  const asked = { groupIds: places.groupIds, metrics: HEARTBEATS, scope: 'node' } as const
  const mostMs = (COUNTS_AT_ONCE * stepMs) / Math.max(1, nodes.length * HEARTBEATS.length)
  for (const slice of slicesOf(window, Math.max(DAY_MS, dayOf(mostMs)))) {
    const sealed = await readRollParts(snapshot, table, { ...asked, windows: [slice], parts: ['count'] })
    checkpoint()
    for (const { parts, ...block } of sealed)
      note(steps, places, { ...block, stepMs, count: parts[0] ?? NOBODY })
  }
  const hot = await readKeptBlocks(snapshot, { ...asked, ...window, table: 'hot' })
  for (const block of hot) note(steps, places, block)
  return steps
}

const NOBODY = new Float32Array()

/** How often each column of a block was measured, step by step. */
type CountedSteps = Pick<Block, 'groupId' | 'directory' | 'startMs' | 'stepMs' | 'stepCount' | 'count'>

/** Node by node, since the steps of a node lie side by side. */
const note = (into: HeardSteps, places: NodePlaces, block: CountedSteps): void => {
  const columns = places.ofColumns(block.groupId, block.directory.nodeSlots)
  const stepAt = Int32Array.from({ length: block.stepCount }, (_, step) =>
    Math.floor((block.startMs + step * block.stepMs - into.startMs) / into.stepMs),
  )
  columns.forEach((place, column) => {
    if (place < 0) return
    for (let step = 0; step < stepAt.length; step += 1) {
      const at = stepAt[step] ?? -1
      if (at < 0 || at >= into.stepCount) continue
      if ((block.count[step * columns.length + column] ?? 0) > 0) into.heard[place * into.stepCount + at] = 1
    }
  })
}
