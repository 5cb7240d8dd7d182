import type { MetricId } from '../core/checklist/types'
import { addMaxima, binsOf, createBinMaxima, type BinMaxima } from '../core/fold'
import type { LocalDays } from '../core/local-days'
import type { NodeRow } from '../store/nodes'
import { readRollParts } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'
import { groupBy } from '../core/group-by'

/** Called again and again during long work; throws where nobody waits for it any more. */
export type Checkpoint = (doneShare?: number) => void

/** The days of each node in turn; the maxima are there until the next group of nodes is read. */
export const visitNodeMaxima = async (
  snapshot: Snapshot,
  metric: MetricId,
  nodes: readonly NodeRow[],
  days: LocalDays,
  checkpoint: Checkpoint,
  visit: (node: NodeRow, maxima: BinMaxima) => void,
): Promise<void> => {
  for (const [groupId, ofGroup] of groupBy(nodes, (node) => node.groupId)) {
    const slots = new Map(ofGroup.map(({ slot }, place) => [slot, place]))
    const maxima = createBinMaxima(days, ofGroup.length)
    checkpoint()
    for (const { directory, startMs, stepCount, max } of await readMaxima(snapshot, groupId, metric, days)) {
      checkpoint()
      const slotOf = Int32Array.from(directory.nodeSlots, (slot) => slots.get(slot) ?? -1)
      addMaxima(maxima, { startMs, stepCount, max }, slotOf, days)
    }
    ofGroup.forEach((node, place) => {
      checkpoint()
      visit(node, maxima.subarray(place * binsOf(days), (place + 1) * binsOf(days)))
    })
  }
}

/** The highest values alone are a quarter of what blocks hold. */
const readMaxima = async (snapshot: Snapshot, groupId: number, metric: MetricId, days: LocalDays) => {
  const blocks = await readRollParts(snapshot, 'roll_5m', {
    groupIds: [groupId],
    metrics: [metric],
    scope: 'node',
    windows: [days],
    parts: ['max'],
  })
  return blocks.flatMap(({ parts: [max], ...block }) => (max === undefined ? [] : [{ ...block, max }]))
}
