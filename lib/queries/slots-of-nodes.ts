import type { NodeRow } from '../store/nodes'
import type { SlotOf } from './assemble-matrix'

/** Gives the nodes one dense row of slots in their order, whatever groups and slots they are stored in. */
export const slotsOfNodes = (nodes: readonly NodeRow[]): { groupIds: number[]; slotOf: SlotOf } => {
  const byGroup = new Map<number, Map<number, number>>()
  nodes.forEach(({ groupId, slot }, index) => {
    const slots = byGroup.get(groupId) ?? new Map<number, number>()
    slots.set(slot, index)
    byGroup.set(groupId, slots)
  })
  return {
    groupIds: [...byGroup.keys()],
    slotOf: (block, column) => {
      const stored = block.directory.nodeSlots[column]
      return stored === undefined ? -1 : (byGroup.get(block.groupId)?.get(stored) ?? -1)
    },
  }
}
