import { createMatrix, type RollMatrix, type RollShape } from '../core/rollup'
import type { Block } from '../store/block'

/** Which slot of the whole a column of a block belongs to; -1 leaves it out. */
export type SlotOf = (block: Block, column: number) => number

/** The slot of every column of a block; blocks of one directory share the list. */
export const columnsOf = (slotOf: SlotOf): ((block: Block) => Int32Array) => {
  const byDirectory = new Map<Block['directory'], Int32Array>()
  return (block) => {
    const known =
      byDirectory.get(block.directory) ??
      Int32Array.from({ length: block.slotCount }, (_, column) => slotOf(block, column))
    byDirectory.set(block.directory, known)
    return known
  }
}

/** Blocks of one metric, of any step that divides the shape's, merged into one matrix. */
export const assembleMatrix = (shape: RollShape, blocks: readonly Block[], slotOf: SlotOf): RollMatrix => {
  const matrix = createMatrix(shape)
  addBlocks(matrix, blocks, slotOf)
  return matrix
}

/** For windows whose blocks are too many to be held at once. */
export const addBlocks = (matrix: RollMatrix, blocks: readonly Block[], slotOf: SlotOf): void => {
  const slotsOf = columnsOf(slotOf)
  for (const block of blocks) addBlock(matrix, block, slotsOf(block))
}

const addBlock = (matrix: RollMatrix, block: Block, slots: Int32Array): void => {
  for (let step = 0; step < block.stepCount; step += 1) {
    const atMs = block.startMs + step * block.stepMs
    const into = Math.floor((atMs - matrix.startMs) / matrix.stepMs)
    if (into >= 0 && into < matrix.stepCount)
      addStep(matrix, into * matrix.slotCount, block, step * block.slotCount, slots)
  }
}

const addStep = (matrix: RollMatrix, into: number, block: Block, from: number, slots: Int32Array): void => {
  for (let column = 0; column < slots.length; column += 1) {
    const slot = slots[column] ?? -1
    const count = block.count[from + column] ?? 0
    if (slot < 0 || count === 0) continue
    const at = into + slot
    const before = matrix.count[at] ?? 0
    const min = block.min[from + column] ?? NaN
    const max = block.max[from + column] ?? NaN
    matrix.count[at] = before + count
    matrix.sum[at] = (matrix.sum[at] ?? 0) + (block.sum[from + column] ?? 0)
    matrix.min[at] = before === 0 ? min : Math.min(matrix.min[at] ?? min, min)
    matrix.max[at] = before === 0 ? max : Math.max(matrix.max[at] ?? max, max)
  }
}
