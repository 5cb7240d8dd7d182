import type { NodeAnswer, ResourceDevices } from '../contract/node'
import type { MetricId, ResourceId } from '../core/checklist/types'
import type { Verdict } from '../core/judge'
import { ReadingFold, type FoldedReadings } from '../core/reading-fold'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { columnsOf } from './assemble-matrix'
import { cellsOfSlot, pressuresOf, verdictsOfSlot } from './cells-of-slot'
import { groupBy } from '../core/group-by'
import type { HeadlineCell } from './headline-cells'
import { rankNodes } from './rank-nodes'
import { foldWindowOf, readWindowBlocks } from './read-folded'
import { slotsOfDevices } from './slots-of-devices'
import { tidyNumber } from './tidy'
import type { SteppedWindow } from './window-step'

interface DeviceQuestion {
  node: NodeRow
  stepped: SteppedWindow
  cells: readonly HeadlineCell[]
  asOfMs: number
  limit: number
}

/** The devices of each resource of a node, worst first. */
export const readDevices = async (
  snapshot: Snapshot,
  question: DeviceQuestion,
): Promise<NodeAnswer['devices']> => {
  const perDevice = question.cells.filter(({ metric }) => metric?.perDevice === true)
  const byResource = groupBy(perDevice, ({ resource }) => resource)
  const devices: NodeAnswer['devices'] = {}
  for (const [resource, cells] of byResource) {
    devices[resource] = await readResourceDevices(snapshot, question, resource, cells)
  }
  return devices
}

const readResourceDevices = async (
  snapshot: Snapshot,
  { node, stepped, asOfMs, limit }: DeviceQuestion,
  resource: ResourceId,
  cells: readonly HeadlineCell[],
): Promise<ResourceDevices> => {
  const metrics = cells.flatMap(({ metric }) => (metric === null ? [] : [metric.id]))
  const blocks = await readWindowBlocks(
    snapshot,
    { stepped, groupIds: [node.groupId], scope: 'device' },
    metrics,
  )
  const { slots, slotOf } = slotsOfDevices([node], blocks, () => true)
  const folded = new Map<MetricId, FoldedReadings>()
  for (const [metric, ofMetric] of groupBy(blocks, (block) => block.metric)) {
    const fold = ReadingFold.over(foldWindowOf(stepped))
    const slotsOf = columnsOf(slotOf)
    for (const block of ofMetric) fold.add(block, slotsOf(block), asOfMs)
    folded.set(metric, tidied(fold.finish(asOfMs)))
  }
  const judged = slots.map(({ device }, slot) => ({
    name: device,
    state: 'fresh' as const,
    verdicts: verdictsOfSlot(cells, folded, slot),
  }))
  const order = rankNodes(judged, cells, resource, pressuresOf(cells, folded))
  const measured = order.filter((slot) => judged[slot]?.verdicts.some(isMeasured) === true)
  const items = measured.slice(0, limit).map((slot) => ({
    device: slots[slot]?.device ?? '',
    cells: cellsOfSlot(cells, folded, slot, judged[slot]?.verdicts ?? [])[resource] ?? {},
  }))
  return { shown: items.length, of: measured.length, items }
}

const tidied = ({ mean, max, last, peak }: FoldedReadings): FoldedReadings => ({
  mean: mean.map(tidyNumber),
  max: max.map(tidyNumber),
  last: last.map(tidyNumber),
  peak: peak.map(tidyNumber),
})

const isMeasured = (verdict: Verdict): boolean => verdict !== 'unmeasured' && verdict !== 'not_applicable'
