import { CHECKLIST } from '../core/checklist/checklist'
import type { MetricId } from '../core/checklist/types'
import type { Window } from '../core/series'
import { readKeptBlocks } from '../store/kept-blocks'
import type { NodeRow } from '../store/nodes'
import { readRollParts } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'

const ALL_METRICS: readonly MetricId[] = CHECKLIST.flatMap(({ metrics }) => metrics.map(({ id }) => id))

interface CountedBlock {
  groupId: number
  metric: string
  nodeSlots: ArrayLike<number>
  count: Float32Array
}

/** By metric, for each node in their order whether any sample of the window was its own. */
export const readMeasured = async (
  snapshot: Snapshot,
  window: Window,
  nodes: readonly NodeRow[],
): Promise<Map<string, Uint8Array>> => {
  const places = new Map(
    nodes.map(({ groupId, slot }, place) => [`${String(groupId)} ${String(slot)}`, place]),
  )
  const groupIds = [...new Set(nodes.map(({ groupId }) => groupId))]
  const measured = new Map<string, Uint8Array>(
    ALL_METRICS.map((metric) => [metric, new Uint8Array(nodes.length)]),
  )
  for (const block of await readCounts(snapshot, window, groupIds)) {
    const ofMetric = measured.get(block.metric)
    if (ofMetric === undefined) continue
    const width = block.nodeSlots.length
    for (let column = 0; column < width; column += 1) {
      const place = places.get(`${String(block.groupId)} ${String(block.nodeSlots[column])}`)
      if (place !== undefined && ofMetric[place] === 0 && holdsSample(block.count, column, width))
        ofMetric[place] = 1
    }
  }
  return measured
}

const holdsSample = (count: Float32Array, column: number, width: number): boolean => {
  for (let at = column; at < count.length; at += width) if ((count[at] ?? 0) > 0) return true
  return false
}

/** How many samples there were is a quarter of what blocks hold; nothing of it is asked for again soon. */
const readCounts = async (
  snapshot: Snapshot,
  window: Window,
  groupIds: readonly number[],
): Promise<CountedBlock[]> => {
  const question = { groupIds, metrics: ALL_METRICS, scope: 'node' as const }
  const sealed = await readRollParts(snapshot, 'roll_5m', {
    ...question,
    windows: [window],
    parts: ['count'],
  })
  const hot = await readKeptBlocks(snapshot, { ...question, ...window, table: 'hot' })
  return [
    ...sealed.flatMap(({ groupId, metric, directory, parts: [count] }) =>
      count === undefined ? [] : [{ groupId, metric, nodeSlots: directory.nodeSlots, count }],
    ),
    ...hot.map(({ groupId, metric, directory, count }) => ({
      groupId,
      metric,
      nodeSlots: directory.nodeSlots,
      count,
    })),
  ]
}
