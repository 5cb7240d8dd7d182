import { createMatrix } from '@/lib/core/rollup'
import type { RollMatrix } from '@/lib/core/rollup'
import type { RollBlock } from '@/lib/store/roll-rows'
import { isSameDirectory } from './shared-directories'
import { SlotColumns } from './slot-columns'
import type { ReplacedAt, Span } from './slot-columns'

/**
 * One block over the span of all blocks of a metric: the `made` ones, and the `existing` ones without what is replaced.
 * Null if nothing is measured.
 */
export function joinBlocks(
  span: Span,
  existing: readonly RollBlock[],
  made: readonly RollBlock[],
  replacedAt: ReplacedAt | null,
): RollBlock | null {
  const all = [...existing, ...made].sort((a, b) => a.matrix.startMs - b.matrix.startMs)
  const [first] = all
  if (!first) return null
  if (replacedAt === null && followEachOther(all)) return { ...first, matrix: concatenate(span, all) }
  const columns = new SlotColumns(span, Math.max(...all.map(({ matrix }) => matrix.slotCount)))
  for (const { directory, matrix } of existing) columns.copyFrom(directory, matrix, replacedAt ?? undefined)
  for (const { directory, matrix } of made) columns.copyFrom(directory, matrix)
  const finished = columns.finish()
  return finished && { ...first, ...finished }
}

/** Whether the blocks have the same columns, which is what they mostly have, and no time in common. */
function followEachOther(blocks: readonly RollBlock[]): boolean {
  return blocks.every(({ directory, matrix }, i) => {
    const before = blocks[i - 1]
    if (!before) return true
    const { startMs, stepMs, stepCount } = before.matrix
    return matrix.startMs >= startMs + stepCount * stepMs && isSameDirectory(directory, before.directory)
  })
}

/** Steps follow each other in a matrix, so those of the same columns are copied as they are. */
function concatenate(span: Span, blocks: readonly RollBlock[]): RollMatrix {
  const slotCount = blocks[0]?.matrix.slotCount ?? 0
  const joined = createMatrix({ ...span, slotCount })
  for (const { matrix } of blocks) {
    const at = Math.round((matrix.startMs - span.startMs) / span.stepMs) * slotCount
    for (const part of ['count', 'sum', 'min', 'max'] as const) joined[part].set(matrix[part], at)
  }
  return joined
}
