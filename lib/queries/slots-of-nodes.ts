import type { NodeRow } from '../store/nodes'
import type { SlotOf } from './assemble-matrix'

/** Where nodes are stored, and at which place they stand among those that are asked for. */
export class NodePlaces {
  private readonly byGroup = new Map<number, Map<number, number>>()

  constructor(nodes: readonly Pick<NodeRow, 'groupId' | 'slot'>[]) {
    nodes.forEach(({ groupId, slot }, place) => {
      const slots = this.byGroup.get(groupId) ?? new Map<number, number>()
      this.byGroup.set(groupId, slots.set(slot, place))
    })
  }

  get groupIds(): number[] {
    return [...this.byGroup.keys()]
  }

  /** -1 where the node was not asked for. */
  find(groupId: number, slot: number): number {
    return this.byGroup.get(groupId)?.get(slot) ?? -1
  }

  /** Of each column of a block. */
  ofColumns(groupId: number, nodeSlots: ArrayLike<number>): Int32Array {
    const slots = this.byGroup.get(groupId)
    return Int32Array.from(nodeSlots, (slot) => slots?.get(slot) ?? -1)
  }
}

/** Gives the nodes one dense row of slots in their order, whatever groups and slots they are stored in. */
export const slotsOfNodes = (nodes: readonly NodeRow[]): { groupIds: number[]; slotOf: SlotOf } => {
  const places = new NodePlaces(nodes)
  return {
    groupIds: places.groupIds,
    slotOf: (block, column) => places.find(block.groupId, block.directory.nodeSlots[column] ?? -1),
  }
}
