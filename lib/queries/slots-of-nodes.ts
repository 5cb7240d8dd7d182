import type { NodeRow } from '../store/nodes'
import type { SlotOf } from './assemble-matrix'

const NOWHERE = -1
const NO_SLOTS = new Int32Array()

/** Where nodes are stored, and at which place they stand among those that are asked for. */
export class NodePlaces {
  /** By slot, which are dense and few. */
  private readonly byGroup = new Map<number, Int32Array>()

  constructor(nodes: readonly Pick<NodeRow, 'groupId' | 'slot'>[]) {
    const slotCounts = new Map<number, number>()
    for (const { groupId, slot } of nodes)
      slotCounts.set(groupId, Math.max(slotCounts.get(groupId) ?? 0, slot + 1))
    for (const [groupId, count] of slotCounts) this.byGroup.set(groupId, new Int32Array(count).fill(NOWHERE))
    nodes.forEach(({ groupId, slot }, place) => {
      const places = this.byGroup.get(groupId)
      if (places !== undefined) places[slot] = place
    })
  }

  get groupIds(): number[] {
    return [...this.byGroup.keys()]
  }

  /** -1 where the node was not asked for. */
  find(groupId: number, slot: number): number {
    return this.byGroup.get(groupId)?.[slot] ?? NOWHERE
  }

  /** Of each column of a block. */
  ofColumns(groupId: number, nodeSlots: ArrayLike<number>): Int32Array {
    const bySlot = this.byGroup.get(groupId) ?? NO_SLOTS
    const places = new Int32Array(nodeSlots.length)
    for (let column = 0; column < places.length; column += 1)
      places[column] = bySlot[nodeSlots[column] ?? NOWHERE] ?? NOWHERE
    return places
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
