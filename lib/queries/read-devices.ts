import type { NodeAnswer, ResourceDevices } from '../contract/node'
import type { MetricId, ResourceId } from '../core/checklist/types'
import type { Verdict } from '../core/judge'
import type { NodeRow } from '../store/nodes'
import type { Reader } from '../store/reader'
import { assembleMatrix } from './assemble-matrix'
import { cellsOfSlot, pressuresOf, verdictsOfSlot } from './cells-of-slot'
import { foldReadings, type FoldedReadings } from './fold-readings'
import { groupBy } from './group-by'
import type { HeadlineCell } from './headline-cells'
import { rankNodes } from './rank-nodes'
import { readWindowBlocks, shapeOf } from './read-folded'
import { slotsOfDevices } from './slots-of-devices'
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
  reader: Reader,
  question: DeviceQuestion,
): Promise<NodeAnswer['devices']> => {
  const perDevice = question.cells.filter(({ metric }) => metric?.perDevice === true)
  const byResource = groupBy(perDevice, ({ resource }) => resource)
  const devices: NodeAnswer['devices'] = {}
  for (const [resource, cells] of byResource) {
    devices[resource] = await readResourceDevices(reader, question, resource, cells)
  }
  return devices
}

const readResourceDevices = async (
  reader: Reader,
  { node, stepped, asOfMs, limit }: DeviceQuestion,
  resource: ResourceId,
  cells: readonly HeadlineCell[],
): Promise<ResourceDevices> => {
  const metrics = cells.flatMap(({ metric }) => (metric === null ? [] : [metric.id]))
  const blocks = await readWindowBlocks(
    reader,
    { stepped, groupIds: [node.groupId], scope: 'device' },
    metrics,
  )
  const { slots, slotOf } = slotsOfDevices([node], blocks, () => true)
  const folded = new Map<MetricId, FoldedReadings>()
  for (const [metric, ofMetric] of groupBy(blocks, (block) => block.metric)) {
    folded.set(metric, foldReadings(assembleMatrix(shapeOf(stepped, slots.length), ofMetric, slotOf), asOfMs))
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
    cells: cellsOfSlot(cells, folded, slot)[resource] ?? {},
  }))
  return { shown: items.length, of: measured.length, items }
}

const isMeasured = (verdict: Verdict): boolean => verdict !== 'unmeasured' && verdict !== 'not_applicable'
