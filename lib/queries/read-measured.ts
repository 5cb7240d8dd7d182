import { METRIC_IDS } from '../core/checklist/checklist'
import type { Window } from '../core/series'
import { readKeptBlocks } from '../store/kept-blocks'
import type { NodeRow } from '../store/nodes'
import { readRollParts } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'
import { NodePlaces } from './slots-of-nodes'

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
  const places = new NodePlaces(nodes)
  const measured = new Map<string, Uint8Array>(
    METRIC_IDS.map((metric) => [metric, new Uint8Array(nodes.length)]),
  )
  for (const block of await readCounts(snapshot, window, places.groupIds)) {
    const ofMetric = measured.get(block.metric)
    if (ofMetric === undefined) continue
    const columns = places.ofColumns(block.groupId, block.nodeSlots)
    const width = columns.length
    for (let column = 0; column < width; column += 1) {
      const place = columns[column] ?? -1
      if (place >= 0 && ofMetric[place] === 0 && holdsSample(block.count, column, width)) ofMetric[place] = 1
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
  const question = { groupIds, metrics: METRIC_IDS, scope: 'node' as const }
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
