import { PEAK_WINDOW_MS } from './judge'
import type { RollMatrix } from './rollup'

/** By slot; NaN is not measured. */
export interface FoldedReadings {
  mean: Float64Array
  max: Float64Array
  last: Float64Array
  peak: Float64Array
}

export interface FoldWindow {
  startMs: number
  stepMs: number
  stepCount: number
}

/** Values by slot, all in one piece of memory so that they are copied at once. */
interface Rows {
  memory: Float64Array
  count: Float64Array
  sum: Float64Array
  max: Float64Array
  last: Float64Array
  peak: Float64Array
  /** Of the step that is being added to. */
  openCount: Float64Array
  openSum: Float64Array
  /** Of the newest steps that have ended, each at its number modulo how many they are. */
  recentCounts: Float64Array[]
  recentSums: Float64Array[]
}

const rowsIn = (memory: Float64Array, slots: number, recentSteps: number): Rows => {
  const row = (index: number) => memory.subarray(index * slots, (index + 1) * slots)
  const rows = (from: number) => Array.from({ length: recentSteps }, (_, index) => row(from + index))
  return {
    memory,
    count: row(0),
    sum: row(1),
    openCount: row(2),
    openSum: row(3),
    max: row(4),
    last: row(5),
    peak: row(6),
    recentCounts: rows(ROWS),
    recentSums: rows(ROWS + recentSteps),
  }
}

/** Besides those of the recent steps. */
const ROWS = 7

const emptyRows = (slots: number, recentSteps: number): Rows => {
  const rows = rowsIn(new Float64Array(slots * (ROWS + 2 * recentSteps)), slots, recentSteps)
  for (const row of [rows.max, rows.last, rows.peak]) row.fill(NaN)
  return rows
}

/**
 * The readings of a window, one step after the other, so that what is sealed is folded once and copied for each newer
 * hot minute. A step that has not ended by `asOfMs` joins the step before it in a peak, so that a few seconds at the
 * beginning of a step never count as five minutes.
 */
export class ReadingFold {
  private readonly peakSteps: number
  /** Steps that a peak may span. */
  private readonly recentSteps: number
  private rows: Rows

  private constructor(
    private readonly window: FoldWindow,
    private slots: number,
    private step: number,
    memory: Float64Array | null,
  ) {
    this.peakSteps = Math.max(1, Math.round(PEAK_WINDOW_MS / window.stepMs))
    this.recentSteps = Math.max(2, this.peakSteps)
    this.rows = memory === null ? emptyRows(slots, this.recentSteps) : rowsIn(memory, slots, this.recentSteps)
  }

  static over(window: FoldWindow): ReadingFold {
    return new ReadingFold(window, 0, -1, null)
  }

  get bytes(): number {
    return this.rows.memory.byteLength
  }

  copy(): ReadingFold {
    return new ReadingFold(this.window, this.slots, this.step, this.rows.memory.slice())
  }

  /** Adds steps that lie in the window, none before those added already; `slotOf` names the slot of each column, -1 for none. */
  add(matrix: RollMatrix, slotOf: Int32Array | Uint16Array, asOfMs: number): void {
    const { startMs, stepMs, stepCount } = this.window
    this.makeRoom(slotOf)
    for (let row = 0; row < matrix.stepCount; row += 1) {
      const into = Math.floor((matrix.startMs + row * matrix.stepMs - startMs) / stepMs)
      if (into < 0 || into >= stepCount) continue
      this.moveTo(into, asOfMs)
      this.addRow(matrix, row * matrix.slotCount, slotOf)
    }
  }

  /** Ends the open step; nothing can be added afterwards. */
  finish(asOfMs: number): FoldedReadings {
    const { startMs, stepMs, stepCount } = this.window
    const begun = Math.min(stepCount, Math.ceil((asOfMs - startMs) / stepMs))
    this.moveTo(Math.max(this.step + 1, Math.min(begun, this.step + this.recentSteps)), asOfMs)
    const { count, sum, max, last, peak } = this.rows
    return { mean: sum.map((total, slot) => total / (count[slot] ?? 0)), max, last, peak }
  }

  private makeRoom(slotOf: Int32Array | Uint16Array): void {
    let slots = this.slots
    for (let column = 0; column < slotOf.length; column += 1)
      slots = Math.max(slots, (slotOf[column] ?? -1) + 1)
    if (slots === this.slots) return
    const { recentSteps, rows } = this
    const grown = emptyRows(slots, recentSteps)
    for (const name of ['count', 'sum', 'openCount', 'openSum', 'max', 'last', 'peak'] as const)
      grown[name].set(rows[name])
    grown.recentCounts.forEach((row, index) => row.set(rows.recentCounts[index] ?? []))
    grown.recentSums.forEach((row, index) => row.set(rows.recentSums[index] ?? []))
    this.rows = grown
    this.slots = slots
  }

  private addRow(matrix: RollMatrix, from: number, slotOf: Int32Array | Uint16Array): void {
    const { openCount, openSum, max } = this.rows
    for (let column = 0; column < slotOf.length; column += 1) {
      const slot = slotOf[column] ?? -1
      const count = matrix.count[from + column] ?? 0
      if (slot < 0 || count === 0) continue
      openCount[slot] = (openCount[slot] ?? 0) + count
      openSum[slot] = (openSum[slot] ?? 0) + (matrix.sum[from + column] ?? 0)
      const highest = matrix.max[from + column] ?? NaN
      if (!((max[slot] ?? NaN) >= highest)) max[slot] = highest
    }
  }

  /** Ends every step before `step`; of a long gap only as many as a peak can reach into. */
  private moveTo(step: number, asOfMs: number): void {
    if (this.step < 0) this.step = Math.max(0, step)
    const emptyFrom = this.step + this.recentSteps + 1
    while (this.step < step) {
      if (this.step === emptyFrom) this.step = Math.max(this.step, step - this.recentSteps)
      this.endStep(asOfMs)
      this.step += 1
    }
  }

  private endStep(asOfMs: number): void {
    const { count, sum, last, openCount, openSum, recentCounts, recentSums } = this.rows
    const recent = this.step % this.recentSteps
    recentCounts[recent]?.set(openCount)
    recentSums[recent]?.set(openSum)
    for (let slot = 0; slot < this.slots; slot += 1) {
      const added = openCount[slot] ?? 0
      if (added === 0) continue
      const total = openSum[slot] ?? 0
      count[slot] = (count[slot] ?? 0) + added
      sum[slot] = (sum[slot] ?? 0) + total
      last[slot] = total / added
    }
    if (this.step + 1 >= Math.min(this.peakSteps, this.window.stepCount)) this.raisePeak(asOfMs)
    openCount.fill(0)
    openSum.fill(0)
  }

  /** The rows of the open step, which has just been kept among the recent ones, take the sums of the span. */
  private raisePeak(asOfMs: number): void {
    const { startMs, stepMs } = this.window
    const { openCount, openSum, recentCounts, recentSums, peak } = this.rows
    const isOpen = startMs + (this.step + 1) * stepMs > asOfMs
    const span = isOpen ? this.recentSteps : this.peakSteps
    for (let back = 1; back < span; back += 1) {
      const recent = (this.step + this.recentSteps - back) % this.recentSteps
      addTo(openCount, recentCounts[recent])
      addTo(openSum, recentSums[recent])
    }
    for (let slot = 0; slot < this.slots; slot += 1) {
      const count = openCount[slot] ?? 0
      const mean = (openSum[slot] ?? 0) / count
      if (count > 0 && !((peak[slot] ?? NaN) >= mean)) peak[slot] = mean
    }
  }
}

const addTo = (into: Float64Array, values: Float64Array | undefined): void => {
  if (values === undefined) return
  for (let slot = 0; slot < into.length; slot += 1) into[slot] = (into[slot] ?? 0) + (values[slot] ?? 0)
}
