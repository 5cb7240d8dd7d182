import type { Column } from '@/lib/core/series'
import { HIGH_WORD, LOW_WORD, wordsOf } from '@/lib/core/stale'

export const ADDED = 0
export const DUPLICATE = 1
/** Another value at the same time, whose bit pattern is the smaller one: the kept value stays. */
export const CONFLICT_LOST = 2
export const CONFLICT_WON = 3
export type AddOutcome = typeof ADDED | typeof DUPLICATE | typeof CONFLICT_LOST | typeof CONFLICT_WON

const SMALLEST_CAPACITY = 8
const UNUSED_MS = Infinity
const FIRST_SLAB = 1 << 12

/**
 * Raw samples of many series in two arrays, so that tens of thousands of growing columns cost the collector nothing.
 * Each column is sorted by time, with one sample per time.
 */
export class RawColumns {
  private starts = new Int32Array(256)
  private lengths = new Int32Array(256)
  private capacities = new Int32Array(256)
  private timesMs = new Float64Array(FIRST_SLAB)
  private values = new Float64Array(FIRST_SLAB)
  private words = wordsOf(this.values)
  private used = 0
  private views: (Column | undefined)[] = []

  /** The sample is number `index` of `values`; series are numbered densely by the caller. */
  add(
    series: number,
    timeMs: number,
    values: Float64Array,
    valueWords: Uint32Array,
    index: number,
  ): AddOutcome {
    if (series >= this.lengths.length) this.growSeries(series + 1)
    let length = this.lengths[series] ?? 0
    if (length === this.capacities[series]) this.growColumn(series, length, length * 2)
    const start = this.starts[series] ?? 0
    let at = start + length
    if (length > 0 && timeMs <= (this.timesMs[at - 1] ?? 0)) {
      at = start + this.firstAtOrAfter(series, timeMs)
      if (this.timesMs[at] === timeMs) return this.resolve(at, valueWords, index)
      this.timesMs.copyWithin(at + 1, at, start + length)
      this.values.copyWithin(at + 1, at, start + length)
    }
    this.timesMs[at] = timeMs
    const value = values[index] ?? NaN
    if (value === value) this.values[at] = value
    else this.copyBits(at, valueWords, index)
    this.lengths[series] = ++length
    return ADDED
  }

  private resolve(at: number, valueWords: Uint32Array, index: number): AddOutcome {
    const high = (valueWords[2 * index + HIGH_WORD] ?? 0) - (this.words[2 * at + HIGH_WORD] ?? 0)
    const order = high || (valueWords[2 * index + LOW_WORD] ?? 0) - (this.words[2 * at + LOW_WORD] ?? 0)
    if (order === 0) return DUPLICATE
    if (order < 0) return CONFLICT_LOST
    this.copyBits(at, valueWords, index)
    return CONFLICT_WON
  }

  private copyBits(at: number, valueWords: Uint32Array, index: number): void {
    this.words[2 * at] = valueWords[2 * index] ?? 0
    this.words[2 * at + 1] = valueWords[2 * index + 1] ?? 0
  }

  /** Makes room for so many more samples of the series at once. */
  reserve(series: number, count: number): void {
    if (series >= this.lengths.length) this.growSeries(series + 1)
    const length = this.lengths[series] ?? 0
    if (length + count > (this.capacities[series] ?? 0)) this.growColumn(series, length, length + count)
  }

  addColumn(series: number, column: Column): void {
    const words = wordsOf(column.values)
    this.reserve(series, column.timesMs.length)
    for (let i = 0; i < column.timesMs.length; i++)
      this.add(series, column.timesMs[i] ?? 0, column.values, words, i)
  }

  private growSeries(count: number): void {
    const size = Math.max(count, this.lengths.length * 2)
    this.starts = grown(this.starts, size)
    this.lengths = grown(this.lengths, size)
    this.capacities = grown(this.capacities, size)
  }

  /** Moves the column to the end of the slab; its old place is given back by the next `trim`. */
  private growColumn(series: number, length: number, wanted: number): void {
    const capacity = Math.max(SMALLEST_CAPACITY, wanted)
    if (this.used + capacity > this.timesMs.length) this.growSlab(this.used + capacity)
    const from = this.starts[series] ?? 0
    this.timesMs.copyWithin(this.used, from, from + length)
    this.values.copyWithin(this.used, from, from + length)
    this.timesMs.fill(UNUSED_MS, this.used + length, this.used + capacity)
    this.starts[series] = this.used
    this.capacities[series] = capacity
    this.used += capacity
    this.views[series] = undefined
  }

  private growSlab(needed: number): void {
    const size = Math.max(needed, this.timesMs.length * 2)
    const timesMs = new Float64Array(size)
    const values = new Float64Array(size)
    timesMs.set(this.timesMs.subarray(0, this.used))
    values.set(this.values.subarray(0, this.used))
    this.replaceSlab(timesMs, values)
  }

  private replaceSlab(timesMs: Float64Array<ArrayBuffer>, values: Float64Array<ArrayBuffer>): void {
    this.timesMs = timesMs
    this.values = values
    this.words = wordsOf(values)
    this.views = []
  }

  /** Position in the column of the first sample at or after the time. */
  private firstAtOrAfter(series: number, timeMs: number): number {
    const start = this.starts[series] ?? 0
    let low = 0
    let high = this.lengths[series] ?? 0
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.timesMs[start + middle] ?? 0) < timeMs) low = middle + 1
      else high = middle
    }
    return low
  }

  /** How many series have samples. */
  get filledCount(): number {
    return this.lengths.reduce((count, length) => (length > 0 ? count + 1 : count), 0)
  }

  get seriesCount(): number {
    return this.lengths.length
  }

  has(series: number, fromMs: number, toMs: number): boolean {
    const at = this.firstAtOrAfter(series, fromMs)
    return at < (this.lengths[series] ?? 0) && (this.timesMs[(this.starts[series] ?? 0) + at] ?? toMs) < toMs
  }

  /** Samples in [fromMs, toMs) as views, valid until the next sample is added; undefined if there are none. */
  cut(series: number, fromMs: number, toMs: number): Column | undefined {
    const length = this.lengths[series] ?? 0
    if (length === 0) return undefined
    const start = this.starts[series] ?? 0
    const first = this.firstAtOrAfter(series, fromMs)
    const isOpenEnded = (this.timesMs[start + length - 1] ?? 0) < toMs
    const past = isOpenEnded ? length : this.firstAtOrAfter(series, toMs)
    if (first >= past) return undefined
    return {
      timesMs: this.timesMs.subarray(start + first, start + past),
      values: this.values.subarray(start + first, start + past),
    }
  }

  /** Forgets samples before the time and closes the gaps in the slab. */
  trim(beforeMs: number): void {
    const firsts = this.lengths.map((_, series) => this.firstAtOrAfter(series, beforeMs))
    const kept = this.lengths.map((length, series) => length - (firsts[series] ?? 0))
    const capacities = kept.map((length) => (length === 0 ? 0 : length + (length >> 1) + SMALLEST_CAPACITY))
    const total = capacities.reduce((sum, capacity) => sum + capacity, 0)
    const size = Math.max(FIRST_SLAB, total + (total >> 2))
    const timesMs = new Float64Array(size).fill(UNUSED_MS)
    const values = new Float64Array(size)
    let used = 0
    kept.forEach((length, series) => {
      const from = (this.starts[series] ?? 0) + (firsts[series] ?? 0)
      timesMs.set(this.timesMs.subarray(from, from + length), used)
      values.set(this.values.subarray(from, from + length), used)
      this.starts[series] = used
      used += capacities[series] ?? 0
    })
    this.lengths = kept
    this.capacities = capacities
    this.used = used
    this.replaceSlab(timesMs, values)
  }

  forget(series: number): void {
    const start = this.starts[series] ?? 0
    this.timesMs.fill(UNUSED_MS, start, start + (this.lengths[series] ?? 0))
    if (series < this.lengths.length) this.lengths[series] = 0
  }

  /**
   * The whole column and the room behind it, whose times are infinite: a search by time finds the samples only, and the
   * view need not be made anew for each of them. Valid until the slab changes, so ask again after adding.
   */
  view(series: number): Column {
    const known = this.views[series]
    if (known) return known
    const start = this.starts[series] ?? 0
    const end = start + (this.capacities[series] ?? 0)
    const view = { timesMs: this.timesMs.subarray(start, end), values: this.values.subarray(start, end) }
    this.views[series] = view
    return view
  }
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size)
  larger.set(array)
  return larger
}
