import { expect, it } from 'vitest'
import { createMatrix } from '@/lib/core/rollup'
import type { Directory } from '@/lib/store/directory-codec'
import type { RollBlock } from '@/lib/store/roll-rows'
import { joinBlocks } from './join-blocks'

const STEP_MS = 60_000
const SPAN = { startMs: 0, stepMs: STEP_MS, stepCount: 6 }
const BOTH: Directory = { nodeSlots: Uint16Array.of(1, 4), devices: ['', ''] }
const OTHER: Directory = { nodeSlots: Uint16Array.of(4, 9), devices: ['', ''] }

/** Every cell is measured, and told from the others. */
function block(startStep: number, stepCount: number, directory = BOTH): RollBlock {
  const matrix = createMatrix({ startMs: startStep * STEP_MS, stepMs: STEP_MS, stepCount, slotCount: 2 })
  matrix.count.fill(1)
  for (const part of ['sum', 'min', 'max'] as const)
    matrix[part].set(matrix[part].map((_, i) => startStep * 100 + i))
  return { metric: 'memory.utilization.used', scope: 'node', directory, matrix }
}

const nobody = () => undefined

it('blocks with the same columns give the same, copied as they are or cell by cell', () => {
  const blocks = [block(3, 2), block(0, 1)]
  const joined = joinBlocks(SPAN, blocks, [block(5, 1)], null)
  expect(joined).toEqual(joinBlocks(SPAN, blocks, [block(5, 1)], nobody))
  expect([...(joined?.matrix.sum ?? [])]).toEqual([0, 1, 0, 0, 0, 0, 300, 301, 302, 303, 500, 501])
  expect([...(joined?.matrix.count ?? [])]).toEqual([1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
})

it('blocks with other columns are put side by side', () => {
  const joined = joinBlocks(SPAN, [block(0, 1)], [block(1, 1, OTHER)], null)
  expect(joined?.directory.nodeSlots).toEqual(Uint16Array.of(1, 4, 9))
  expect([...(joined?.matrix.count ?? []).slice(0, 6)]).toEqual([1, 1, 0, 0, 1, 1])
})

it('what is replaced goes, even if nothing comes in its place', () => {
  const replacedAt = (timeMs: number) => (timeMs < STEP_MS ? Uint8Array.of(0, 1) : undefined)
  const joined = joinBlocks(SPAN, [block(0, 2)], [], replacedAt)
  expect([...(joined?.matrix.count ?? []).slice(0, 4)]).toEqual([0, 1, 1, 1])
  expect(joinBlocks(SPAN, [block(0, 2)], [], () => Uint8Array.of(0, 1, 0, 0, 1))).toBeNull()
  expect(joinBlocks(SPAN, [], [], null)).toBeNull()
})

it('of a block that reaches beyond the span only what lies in it is taken', () => {
  const joined = joinBlocks({ ...SPAN, startMs: STEP_MS, stepCount: 2 }, [block(0, 5)], [], nobody)
  expect([...(joined?.matrix.sum ?? [])]).toEqual([2, 3, 4, 5])
})
