import type { Block } from '../store/block'
import type { NodeRow } from '../store/nodes'
import type { SlotOf } from './assemble-matrix'

export interface DeviceSlot {
  node: NodeRow
  device: string
}

const keyOf = (groupId: number, slot: number, device: string): string =>
  `${String(groupId)} ${String(slot)} ${device}`

/** One slot for each device of the nodes that any of the blocks knows and `isWanted` takes. */
export const slotsOfDevices = (
  nodes: readonly NodeRow[],
  blocks: readonly Block[],
  isWanted: (device: string) => boolean,
): { slots: DeviceSlot[]; slotOf: SlotOf } => {
  const nodeByKey = new Map(nodes.map((node) => [keyOf(node.groupId, node.slot, ''), node]))
  const places = new Map<string, number>()
  const slots: DeviceSlot[] = []
  const groupOf = new Map(blocks.map(({ directory, groupId }) => [directory, groupId]))
  for (const [directory, groupId] of groupOf) {
    directory.devices.forEach((device, column) => {
      const slot = directory.nodeSlots[column] ?? -1
      const node = nodeByKey.get(keyOf(groupId, slot, ''))
      const key = keyOf(groupId, slot, device)
      if (node === undefined || places.has(key) || !isWanted(device)) return
      places.set(key, slots.push({ node, device }) - 1)
    })
  }
  return {
    slots,
    slotOf: ({ groupId, directory }, column) =>
      places.get(keyOf(groupId, directory.nodeSlots[column] ?? -1, directory.devices[column] ?? '')) ?? -1,
  }
}
