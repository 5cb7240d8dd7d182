import type { NodeAnswer, ResourceDevices } from '../contract/node'
import type { Reading } from '../contract/reading'
import type { MetricId, ResourceId } from '../core/checklist/types'
import type { NodeRow } from '../store/nodes'
import type { Reader } from '../store/reader'
import { assembleMatrix } from './assemble-matrix'
import { readingsOfSlot, toCells } from './cells-of-slot'
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
  const rated = slots.map(({ device }, slot) => ({
    name: device,
    state: 'fresh' as const,
    readings: readingsOfSlot(cells, folded, slot),
  }))
  const measured = rated.filter(({ readings }) => readings.some(isMeasured))
  const shown = rankNodes(measured, cells, resource).slice(0, limit)
  return {
    shown: shown.length,
    of: measured.length,
    items: shown.flatMap((place) => {
      const one = measured[place]
      const resourceCells = one === undefined ? undefined : toCells(cells, one.readings)[resource]
      return one === undefined || resourceCells === undefined
        ? []
        : [{ device: one.name, cells: resourceCells }]
    }),
  }
}

const isMeasured = ({ verdict }: Reading): boolean => verdict !== 'unmeasured' && verdict !== 'not_applicable'
