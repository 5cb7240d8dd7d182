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

const FIRST_CAPACITY = 16

/** A matrix under construction, one column for each (node slot, device), in any order and with room for more. */
export class SlotColumns {
  private matrix: RollMatrix
  private readonly layout = new ColumnLayout()

  constructor(private readonly span: Span) {
    this.matrix = createMatrix({ ...span, slotCount: FIRST_CAPACITY })
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

  /** Copies the cells of a matrix with the same step that lie in this one's time; `isReplaced` cells are left out. */
  copyFrom(
    { nodeSlots, devices }: Directory,
    source: RollMatrix,
    isReplaced: (nodeSlot: number, timeMs: number) => boolean = () => false,
  ): void {
    const { startMs, stepMs, stepCount } = this.span
    const offset = Math.round((source.startMs - startMs) / stepMs)
    nodeSlots.forEach((nodeSlot, slot) => {
      let column = -1
      for (let step = 0; step < source.stepCount; step++) {
        const from = step * source.slotCount + slot
        const into = step + offset
        if (into < 0 || into >= stepCount || !((source.count[from] ?? 0) > 0)) continue
        if (isReplaced(nodeSlot, source.startMs + step * stepMs)) continue
        if (column < 0) column = this.columnOf(nodeSlot, devices[slot] ?? '')
        copyCell(source, from, this.matrix, into * this.matrix.slotCount + column)
      }
    })
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
