import { accumulate, createMatrix } from '@/lib/core/rollup'
import type { RollMatrix } from '@/lib/core/rollup'
import type { Directory } from '@/lib/store/directory-codec'

const FIRST_CAPACITY = 16

export interface FinishedColumns {
  directory: Directory
  matrix: RollMatrix
}

/** A matrix under construction, one column for each (node slot, device), in any order. */
export class SlotColumns {
  private readonly columns = new Map<number, Map<string, number>>()
  private readonly nodeSlots: number[] = []
  private readonly devices: string[] = []
  private count: Float32Array
  private sum: Float32Array
  private min: Float32Array
  private max: Float32Array
  private readonly scratch: RollMatrix
  /** Of all columns, until one is added. */
  private whole: { order: readonly number[]; directory: Directory } | null = null

  constructor(
    private readonly startMs: number,
    private readonly stepMs: number,
    private readonly stepCount: number,
  ) {
    const room = stepCount * FIRST_CAPACITY
    this.count = new Float32Array(room)
    this.sum = new Float32Array(room)
    this.min = new Float32Array(room)
    this.max = new Float32Array(room)
    this.scratch = createMatrix({ startMs, stepMs, stepCount, slotCount: 1 })
  }

  columnOf(nodeSlot: number, device: string): number {
    const ofNode = this.columns.get(nodeSlot) ?? new Map<string, number>()
    this.columns.set(nodeSlot, ofNode)
    const known = ofNode.get(device)
    if (known !== undefined) return known
    const column = this.nodeSlots.push(nodeSlot) - 1
    this.devices.push(device)
    ofNode.set(device, column)
    this.whole = null
    this.reserve((column + 1) * this.stepCount)
    this.clear(column)
    return column
  }

  private reserve(cells: number): void {
    if (cells <= this.count.length) return
    const grow = (part: Float32Array) => {
      const larger = new Float32Array(part.length * 2)
      larger.set(part)
      return larger
    }
    this.count = grow(this.count)
    this.sum = grow(this.sum)
    this.min = grow(this.min)
    this.max = grow(this.max)
  }

  /** Replaces the column by the parts of these samples. */
  setSamples(column: number, timesMs: Float64Array, values: Float64Array): void {
    const { scratch, stepCount } = this
    scratch.count.fill(0)
    scratch.sum.fill(0)
    accumulate(scratch, 0, timesMs, values)
    const at = column * stepCount
    for (let step = 0; step < stepCount; step++) {
      this.count[at + step] = scratch.count[step] ?? 0
      this.sum[at + step] = scratch.sum[step] ?? 0
      this.min[at + step] = scratch.min[step] ?? NaN
      this.max[at + step] = scratch.max[step] ?? NaN
    }
  }

  clear(column: number): void {
    const start = column * this.stepCount
    const end = start + this.stepCount
    this.count.fill(0, start, end)
    this.sum.fill(0, start, end)
    this.min.fill(NaN, start, end)
    this.max.fill(NaN, start, end)
  }

  /** Copies the cells of a matrix with the same step that lie in this one's time; `isReplaced` cells are left out. */
  copyFrom(
    { nodeSlots, devices }: Directory,
    matrix: RollMatrix,
    isReplaced: (nodeSlot: number, timeMs: number) => boolean = () => false,
  ): void {
    const offset = Math.round((matrix.startMs - this.startMs) / this.stepMs)
    nodeSlots.forEach((nodeSlot, slot) => {
      let column = -1
      for (let step = 0; step < matrix.stepCount; step++) {
        const from = step * matrix.slotCount + slot
        const into = step + offset
        if (into < 0 || into >= this.stepCount || !((matrix.count[from] ?? 0) > 0)) continue
        if (isReplaced(nodeSlot, matrix.startMs + step * this.stepMs)) continue
        if (column < 0) column = this.columnOf(nodeSlot, devices[slot] ?? '')
        const at = column * this.stepCount + into
        this.count[at] = matrix.count[from] ?? 0
        this.sum[at] = matrix.sum[from] ?? 0
        this.min[at] = matrix.min[from] ?? NaN
        this.max[at] = matrix.max[from] ?? NaN
      }
    })
  }

  /** Gives this empty matrix the columns that are measured in another. */
  takeLayout(other: SlotColumns): void {
    for (const column of other.measuredColumns())
      this.columnOf(other.nodeSlots[column] ?? 0, other.devices[column] ?? '')
  }

  /** Sorted by node slot and device, without what is not measured in any step; null if that is everything. */
  finish(): FinishedColumns | null {
    const order = this.measuredColumns()
    if (order.length === 0) return null
    return { directory: this.directoryOf(order), matrix: this.toMatrix(order) }
  }

  /** Sorted likewise, but with every column there is, so that the directory stays the same from one time to the next. */
  finishWhole(): FinishedColumns {
    if (this.whole === null) {
      const order = this.sorted(this.nodeSlots.map((_, column) => column))
      this.whole = { order, directory: this.directoryOf(order) }
    }
    return { directory: this.whole.directory, matrix: this.toMatrix(this.whole.order) }
  }

  private directoryOf(order: readonly number[]): Directory {
    const nodeSlots = Uint16Array.from(order, (column) => this.nodeSlots[column] ?? 0)
    return { nodeSlots, devices: order.map((column) => this.devices[column] ?? '') }
  }

  private toMatrix(order: readonly number[]): RollMatrix {
    const { startMs, stepMs, stepCount } = this
    const slotCount = order.length
    const matrix = createMatrix({ startMs, stepMs, stepCount, slotCount })
    for (let slot = 0; slot < slotCount; slot++) {
      let from = (order[slot] ?? 0) * stepCount
      for (let at = slot; at < matrix.count.length; at += slotCount, from++) {
        const count = this.count[from] ?? 0
        if (count === 0) continue
        matrix.count[at] = count
        matrix.sum[at] = this.sum[from] ?? 0
        matrix.min[at] = this.min[from] ?? NaN
        matrix.max[at] = this.max[from] ?? NaN
      }
    }
    return matrix
  }

  private measuredColumns(): readonly number[] {
    const measured: number[] = []
    for (let column = 0; column < this.nodeSlots.length; column++)
      if (this.isMeasured(column)) measured.push(column)
    return this.sorted(measured)
  }

  private sorted(columns: number[]): readonly number[] {
    const isSorted = columns.every((column, i) => i === 0 || this.compare(columns[i - 1] ?? 0, column) < 0)
    return isSorted ? columns : columns.sort((a, b) => this.compare(a, b))
  }

  private isMeasured(column: number): boolean {
    const at = column * this.stepCount
    for (let step = 0; step < this.stepCount; step++) if ((this.count[at + step] ?? 0) > 0) return true
    return false
  }

  private compare(a: number, b: number): number {
    const bySlot = (this.nodeSlots[a] ?? 0) - (this.nodeSlots[b] ?? 0)
    if (bySlot !== 0) return bySlot
    const deviceA = this.devices[a] ?? ''
    const deviceB = this.devices[b] ?? ''
    return deviceA < deviceB ? -1 : deviceA > deviceB ? 1 : 0
  }
}
