import type { MetricId } from '../core/checklist/types'
import type { Window } from '../core/series'
import { readBlocks, STEP_MS } from '../store/blocks'
import type { Directory } from '../store/directory-codec'
import type { NodeRow } from '../store/nodes'
import { readRollParts } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'
import { groupBy } from '../core/group-by'
import type { Checkpoint } from './node-maxima'
import { foldWindowOf } from './read-folded'
import { NodePlaces } from './slots-of-nodes'
import type { SteppedWindow } from './window-step'

/** Means of one metric: index = node × step count + step; NaN was not measured. */
export interface NodeMeans {
  metric: MetricId
  values: Float64Array
}

interface SummedBlock {
  groupId: number
  metric: string
  directory: Directory
  startMs: number
  stepMs: number
  stepCount: number
  count: Float32Array
  sum: Float32Array
}

interface MeansQuestion {
  metrics: readonly MetricId[]
  nodes: readonly NodeRow[]
  stepped: SteppedWindow
}

/** How many nodes are asked for, and where they are. */
interface Wanted {
  count: number
  places: NodePlaces
}

/** So many blocks are held at once as some metrics have. */
const METRICS_AT_ONCE = 8

/** Metric by metric, so that a whole fleet is never held at once; a metric that nobody measures is left out. */
export async function* readSeriesMeans(
  snapshot: Snapshot,
  { metrics, nodes, stepped }: MeansQuestion,
  checkpoint: Checkpoint,
): AsyncGenerator<NodeMeans> {
  const places = new NodePlaces(nodes)
  const hot = await readHot(snapshot, metrics, places.groupIds, stepped.window)
  for (let first = 0; first < metrics.length; first += METRICS_AT_ONCE) {
    checkpoint()
    const part = metrics.slice(first, first + METRICS_AT_ONCE)
    const sealed = groupBy(await readSealed(snapshot, part, places.groupIds, stepped), ({ metric }) => metric)
    for (const metric of part) {
      const blocks = [...(sealed.get(metric) ?? []), ...(hot.get(metric) ?? [])]
      if (blocks.length > 0)
        yield { metric, values: meansOf(blocks, { count: nodes.length, places }, stepped) }
    }
  }
}

const readSealed = async (
  snapshot: Snapshot,
  metrics: readonly MetricId[],
  groupIds: readonly number[],
  { table, window }: SteppedWindow,
): Promise<SummedBlock[]> => {
  const blocks = await readRollParts(snapshot, table, {
    groupIds,
    metrics,
    scope: 'node',
    windows: [window],
    parts: ['count', 'sum'],
  })
  return blocks.flatMap(({ parts: [count, sum], ...block }) =>
    count === undefined || sum === undefined ? [] : [{ ...block, stepMs: STEP_MS[table], count, sum }],
  )
}

const readHot = async (
  snapshot: Snapshot,
  metrics: readonly MetricId[],
  groupIds: readonly number[],
  window: Window,
): Promise<Map<string, SummedBlock[]>> => {
  const question = { table: 'hot', groupIds, metrics, scope: 'node', ...window } as const
  return groupBy(await readBlocks(snapshot, question), ({ metric }): string => metric)
}

const meansOf = (
  blocks: readonly SummedBlock[],
  { count: nodeCount, places }: Wanted,
  stepped: SteppedWindow,
): Float64Array => {
  const { startMs, stepMs, stepCount } = foldWindowOf(stepped)
  const counts = new Float64Array(nodeCount * stepCount)
  const sums = new Float64Array(nodeCount * stepCount)
  for (const block of blocks) {
    const placeOf = places.ofColumns(block.groupId, block.directory.nodeSlots)
    const width = placeOf.length
    for (let from = 0; from < block.stepCount; from += 1) {
      const step = Math.floor((block.startMs + from * block.stepMs - startMs) / stepMs)
      if (step < 0 || step >= stepCount) continue
      for (let column = 0; column < width; column += 1) {
        const place = placeOf[column] ?? -1
        if (place < 0) continue
        const at = place * stepCount + step
        counts[at] = (counts[at] ?? 0) + (block.count[from * width + column] ?? 0)
        sums[at] = (sums[at] ?? 0) + (block.sum[from * width + column] ?? 0)
      }
    }
  }
  return sums.map((sum, at) => (counts[at] === 0 ? NaN : sum / (counts[at] ?? NaN)))
}
