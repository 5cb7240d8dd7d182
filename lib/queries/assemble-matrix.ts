import { createMatrix, type RollMatrix, type RollShape } from '../core/rollup'
import type { Block } from '../store/blocks'

/** Which slot of the whole a column of a block belongs to; -1 leaves it out. */
export type SlotOf = (block: Block, column: number) => number

/** The columns of a block that are wanted, and the slot of each. */
interface Wanted {
  columns: Int32Array
  slots: Int32Array
}

/** Blocks of one metric, of any step that divides the shape's, merged into one matrix. */
export const assembleMatrix = (shape: RollShape, blocks: readonly Block[], slotOf: SlotOf): RollMatrix => {
  const matrix = createMatrix(shape)
  const wantedByDirectory = new Map<Block['directory'], Wanted>()
  for (const block of blocks) {
    const wanted = wantedByDirectory.get(block.directory) ?? wantedOf(block, slotOf)
    wantedByDirectory.set(block.directory, wanted)
    addBlock(matrix, block, wanted)
  }
  return matrix
}

const wantedOf = (block: Block, slotOf: SlotOf): Wanted => {
  const pairs = Array.from({ length: block.slotCount }, (_, column) => ({
    column,
    slot: slotOf(block, column),
  }))
  const wanted = pairs.filter(({ slot }) => slot >= 0)
  return {
    columns: Int32Array.from(wanted, ({ column }) => column),
    slots: Int32Array.from(wanted, ({ slot }) => slot),
  }
}

const addBlock = (matrix: RollMatrix, block: Block, wanted: Wanted): void => {
  for (let step = 0; step < block.stepCount; step += 1) {
    const atMs = block.startMs + step * block.stepMs
    const into = Math.floor((atMs - matrix.startMs) / matrix.stepMs)
    if (into >= 0 && into < matrix.stepCount) addStep(matrix, into * matrix.slotCount, block, step, wanted)
  }
}

const addStep = (
  matrix: RollMatrix,
  into: number,
  block: Block,
  step: number,
  { columns, slots }: Wanted,
): void => {
  for (let index = 0; index < columns.length; index += 1) {
    const from = step * block.slotCount + (columns[index] ?? 0)
    const count = block.count[from] ?? 0
    if (count === 0) continue
    const at = into + (slots[index] ?? 0)
    const before = matrix.count[at] ?? 0
    const min = block.min[from] ?? NaN
    const max = block.max[from] ?? NaN
    matrix.count[at] = before + count
    matrix.sum[at] = (matrix.sum[at] ?? 0) + (block.sum[from] ?? 0)
    matrix.min[at] = before === 0 ? min : Math.min(matrix.min[at] ?? min, min)
    matrix.max[at] = before === 0 ? max : Math.max(matrix.max[at] ?? max, max)
  }
}
