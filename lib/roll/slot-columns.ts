import { createMatrix } from '@/lib/core/rollup'
import type { RollMatrix } from '@/lib/core/rollup'
import type { Directory } from '@/lib/store/directory-codec'
import { ColumnLayout } from './column-layout'

export interface Span {
  startMs: number
  stepMs: number
  stepCount: number
}

export interface FinishedColumns {
  directory: Directory
  matrix: RollMatrix
}

/** By node slot: 1 if what the node measured at that time is replaced; undefined if nobody's is. */
export type ReplacedAt = (timeMs: number) => Uint8Array | undefined

const FIRST_CAPACITY = 16

/** A matrix under construction, one column for each (node slot, device), in any order and with room for more. */
export class SlotColumns {
  private matrix: RollMatrix
  private readonly layout = new ColumnLayout()

  /** About so many columns are to come. */
  constructor(
    private readonly span: Span,
    expected = FIRST_CAPACITY,
  ) {
    this.matrix = createMatrix({ ...span, slotCount: Math.max(FIRST_CAPACITY, expected) })
  }

  private columnOf(nodeSlot: number, device: string): number {
    const column = this.layout.columnOf(nodeSlot, device)
    if (column >= this.matrix.slotCount) this.grow(this.layout.length)
    return column
  }

  private grow(needed: number): void {
    const old = this.matrix
    const grown = createMatrix({ ...this.span, slotCount: Math.max(needed, old.slotCount * 2) })
    for (const part of ['count', 'sum', 'min', 'max'] as const)
      for (let step = 0; step < this.span.stepCount; step++)
        grown[part].set(
          old[part].subarray(step * old.slotCount, (step + 1) * old.slotCount),
          step * grown.slotCount,
        )
    this.matrix = grown
  }

  /** Copies the cells of a matrix with the same step that lie in this one's time, but for those of replaced nodes. */
  copyFrom({ nodeSlots, devices }: Directory, source: RollMatrix, replacedAt?: ReplacedAt): void {
    const { startMs, stepMs, stepCount } = this.span
    const offset = Math.round((source.startMs - startMs) / stepMs)
    const columns = new Int32Array(source.slotCount).fill(-1)
    const endStep = Math.min(source.stepCount, stepCount - offset)
    for (let step = Math.max(0, -offset); step < endStep; step++) {
      const replaced = replacedAt?.(source.startMs + step * stepMs)
      for (let slot = 0; slot < source.slotCount; slot++) {
        const from = step * source.slotCount + slot
        const nodeSlot = nodeSlots[slot] ?? 0
        if (!((source.count[from] ?? 0) > 0) || replaced?.[nodeSlot] === 1) continue
        if (columns[slot] === -1) columns[slot] = this.columnOf(nodeSlot, devices[slot] ?? '')
        copyCell(source, from, this.matrix, (step + offset) * this.matrix.slotCount + (columns[slot] ?? 0))
      }
    }
  }

  /** Sorted by node slot and device, without what is not measured in any step; null if that is everything. */
  finish(): FinishedColumns | null {
    const order = this.layout.sort(this.measuredColumns())
    if (order.length === 0) return null
    return { directory: this.layout.directoryOf(order), matrix: this.toMatrix(order) }
  }

  private toMatrix(order: readonly number[]): RollMatrix {
    const slotCount = order.length
    const matrix = createMatrix({ ...this.span, slotCount })
    for (let step = 0; step < this.span.stepCount; step++)
      for (let slot = 0; slot < slotCount; slot++) {
        const from = step * this.matrix.slotCount + (order[slot] ?? 0)
        if ((this.matrix.count[from] ?? 0) > 0) copyCell(this.matrix, from, matrix, step * slotCount + slot)
      }
    return matrix
  }

  private measuredColumns(): number[] {
    const { count, slotCount } = this.matrix
    const measured: number[] = []
    for (let column = 0; column < Math.min(this.layout.length, slotCount); column++)
      for (let at = column; at < count.length; at += slotCount)
        if ((count[at] ?? 0) > 0) {
          measured.push(column)
          break
        }
    return measured
  }
}

function copyCell(from: RollMatrix, fromAt: number, into: RollMatrix, at: number): void {
  into.count[at] = from.count[fromAt] ?? 0
  into.sum[at] = from.sum[fromAt] ?? 0
  into.min[at] = from.min[fromAt] ?? NaN
  into.max[at] = from.max[fromAt] ?? NaN
}
