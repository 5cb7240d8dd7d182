import type { Column } from '@/lib/core/series'
import type { Span } from '@/lib/core/span'
import { HIGH_WORD, LOW_WORD, wordsOf } from '@/lib/core/stale'
import type { ChunkColumns } from '@/lib/store/chunk-columns'

export const ADDED = 0
export const DUPLICATE = 1
/** Another value at the same time, whose bit pattern is the smaller one: the kept value stays. */
export const CONFLICT_LOST = 2
export const CONFLICT_WON = 3
export type AddOutcome = typeof ADDED | typeof DUPLICATE | typeof CONFLICT_LOST | typeof CONFLICT_WON

const SMALLEST_CAPACITY = 16
const FIRST_SLAB = 1 << 12

/** Columns up to this length grow fourfold, longer ones by half. */
const LONG_COLUMN = 63

/**
 * Raw samples of many series in two arrays, so that tens of thousands of growing columns cost the collector nothing.
 * Each column is sorted by time, with one sample per time, and keeps its room when old samples go.
 */
export class RawColumns {
  private starts = new Int32Array(256)
  private lengths = new Int32Array(256)
  private capacities = new Int32Array(256)
  private timesMs = new Float64Array(FIRST_SLAB)
  private values = new Float64Array(FIRST_SLAB)
  private words = wordsOf(this.values)
  private used = 0
  /** The samples of all series; changed in place, so that nobody holds a slab that is not used any more. */
  readonly column: Column = { timesMs: this.timesMs, values: this.values }

  /** The sample is number `index` of `values`; series are numbered densely by the caller. */
  add(
    series: number,
    timeMs: number,
    values: Float64Array,
    valueWords: Uint32Array,
    index: number,
  ): AddOutcome {
    if (series >= this.lengths.length) this.growSeries(series + 1)
    const length = this.lengths[series] ?? 0
    if (length === this.capacities[series])
      this.growColumn(series, length < LONG_COLUMN ? length * 4 : length + (length >> 1))
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
    this.lengths[series] = length + 1
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

  /** Adds the sorted samples [start, end) if they all lie behind those that are there; answers whether they do. */
  append(series: number, timesMs: Float64Array, words: Uint32Array, start: number, end: number): boolean {
    this.reserve(series, end - start)
    const length = this.lengths[series] ?? 0
    const at = (this.starts[series] ?? 0) + length
    if (length > 0 && (timesMs[start] ?? Infinity) <= (this.timesMs[at - 1] ?? 0)) return false
    for (let i = start; i < end; i++) {
      this.timesMs[at + i - start] = timesMs[i] ?? 0
      this.words[2 * (at + i - start)] = words[2 * i] ?? 0
      this.words[2 * (at + i - start) + 1] = words[2 * i + 1] ?? 0
    }
    this.lengths[series] = length + end - start
    return true
  }

  addColumn(series: number, { timesMs, values }: Column): void {
    const words = wordsOf(values)
    if (this.append(series, timesMs, words, 0, timesMs.length)) return
    for (let i = 0; i < timesMs.length; i++) this.add(series, timesMs[i] ?? 0, values, words, i)
  }

  /** Makes room for so many more samples of the series at once. */
  reserve(series: number, count: number): void {
    if (series >= this.lengths.length) this.growSeries(series + 1)
    const needed = (this.lengths[series] ?? 0) + count
    if (needed > (this.capacities[series] ?? 0)) this.growColumn(series, needed)
  }

  /** Makes room for the samples [starts[i], ends[i]) of each series i at once, rather than by and by. */
  makeRoom(series: readonly number[], starts: Int32Array, ends: Int32Array): void {
    const last = series.reduce((highest, number) => Math.max(highest, number), -1)
    if (last >= this.lengths.length) this.growSeries(last + 1)
    const capacities = this.capacities.slice()
    let needed = this.used
    for (const number of series) {
      const length = (this.lengths[number] ?? 0) + (ends[number] ?? 0) - (starts[number] ?? 0)
      if (length <= (capacities[number] ?? 0)) continue
      capacities[number] = Math.max(SMALLEST_CAPACITY, length)
      needed += capacities[number] ?? 0
    }
    if (needed > this.timesMs.length) this.layOut(capacities)
  }

  /** Moves all columns to a new slab, in which each has so much room. */
  private layOut(capacities: Int32Array<ArrayBuffer>): void {
    const { timesMs, values } = this
    const total = capacities.reduce((sum, capacity) => sum + capacity, 0)
    this.useSlab(Math.max(FIRST_SLAB, total + (total >> 3)))
    this.used = 0
    for (let series = 0; series < capacities.length; series++) {
      const start = this.starts[series] ?? 0
      const end = start + (this.lengths[series] ?? 0)
      if (end > start) {
        this.timesMs.set(timesMs.subarray(start, end), this.used)
        this.values.set(values.subarray(start, end), this.used)
      }
      this.starts[series] = this.used
      this.used += capacities[series] ?? 0
    }
    this.capacities = capacities
  }

  private growSeries(count: number): void {
    const size = Math.max(count, this.lengths.length * 2)
    this.starts = grown(this.starts, size)
    this.lengths = grown(this.lengths, size)
    this.capacities = grown(this.capacities, size)
  }

  /** Moves the column to a larger place at the end of the slab; its old one is a hole until the slab is made anew. */
  private growColumn(series: number, wanted: number): void {
    const length = this.lengths[series] ?? 0
    const capacity = Math.max(SMALLEST_CAPACITY, wanted)
    const end = this.used + capacity
    if (end > this.timesMs.length) this.resizeSlab(Math.max(end, this.timesMs.length * 2))
    this.move(this.starts[series] ?? 0, length, this.used)
    this.starts[series] = this.used
    this.capacities[series] = capacity
    this.used = end
  }

  private move(from: number, length: number, to: number): void {
    this.timesMs.copyWithin(to, from, from + length)
    this.values.copyWithin(to, from, from + length)
  }

  private resizeSlab(size: number): void {
    const { timesMs, values, used } = this
    this.useSlab(size)
    this.timesMs.set(timesMs.subarray(0, used))
    this.values.set(values.subarray(0, used))
  }

  private useSlab(size: number): void {
    this.timesMs = new Float64Array(size)
    this.values = new Float64Array(size)
    this.words = wordsOf(this.values)
    this.column.timesMs = this.timesMs
    this.column.values = this.values
  }

  /** Position in the column of the first sample at or after the time; looks at the newest first, as most callers do. */
  private firstAtOrAfter(series: number, timeMs: number): number {
    const { timesMs } = this
    const start = this.starts[series] ?? 0
    let high = this.lengths[series] ?? 0
    let step = 1
    while (high >= step && (timesMs[start + high - step] ?? 0) >= timeMs) {
      high -= step
      step *= 2
    }
    let low = Math.max(0, high - step + 1)
    while (low < high) {
      const middle = (low + high) >> 1
      if ((timesMs[start + middle] ?? 0) < timeMs) low = middle + 1
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

  countFrom(series: number, fromMs: number): number {
    return (this.lengths[series] ?? 0) - this.firstAtOrAfter(series, fromMs)
  }

  /** Samples in [fromMs, toMs) as views, valid until the next sample is added; undefined if there are none. */
  cut(series: number, fromMs: number, toMs: number): Column | undefined {
    const past = this.firstAtOrAfter(series, toMs)
    const first = past === 0 ? 0 : this.firstAtOrAfter(series, fromMs)
    if (first >= past) return undefined
    const start = this.starts[series] ?? 0
    return {
      timesMs: this.timesMs.subarray(start + first, start + past),
      values: this.values.subarray(start + first, start + past),
    }
  }

  /** The samples in [fromMs, toMs) of those of the series that have some, where they are: valid until one is added. */
  between(series: Int32Array, seriesIds: readonly number[], fromMs: number, toMs: number): ChunkColumns {
    const found = { seriesIds: new Int32Array(series.length), starts: series.slice(), ends: series.slice() }
    let count = 0
    for (const number of series) {
      const first = this.firstAtOrAfter(number, fromMs)
      const past = this.firstAtOrAfter(number, toMs)
      if (first === past) continue
      const start = this.starts[number] ?? 0
      found.seriesIds[count] = seriesIds[number] ?? -1
      found.starts[count] = start + first
      found.ends[count] = start + past
      count += 1
    }
    return {
      seriesIds: found.seriesIds.subarray(0, count),
      starts: found.starts.subarray(0, count),
      ends: found.ends.subarray(0, count),
      timesMs: this.timesMs,
      values: this.values,
    }
  }

  /** Forgets samples before the time. */
  trim(beforeMs: number): void {
    let needed = 0
    for (let series = 0; series < this.lengths.length; series++) {
      const length = this.lengths[series] ?? 0
      if (length === 0) continue
      const first = this.firstAtOrAfter(series, beforeMs)
      const start = this.starts[series] ?? 0
      if (first > 0) this.move(start + first, length - first, start)
      this.lengths[series] = length - first
      if (first < length) needed += this.capacities[series] ?? 0
    }
    if (this.used > FIRST_SLAB && needed < this.used / 2) this.closeGaps()
  }

  /** Moves the columns together in place, without holes and without room for series that have no samples. */
  private closeGaps(): void {
    const { starts, lengths, capacities } = this
    const withRoom = Int32Array.from(starts.keys()).filter((series) => (capacities[series] ?? 0) > 0)
    withRoom.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0))
    this.used = 0
    for (const series of withRoom) {
      const length = lengths[series] ?? 0
      if (length > 0) this.move(starts[series] ?? 0, length, this.used)
      else capacities[series] = 0
      starts[series] = this.used
      this.used += capacities[series] ?? 0
    }
    const size = Math.max(FIRST_SLAB, 2 * this.used)
    if (size < this.timesMs.length / 2) this.resizeSlab(size)
  }

  forget(series: number): void {
    if (series < this.lengths.length) this.lengths[series] = 0
  }

  /** Makes `span` the samples in [fromMs, toMs), and those before them: valid until one is added. */
  span(series: number, fromMs: number, toMs: number, span: Span): Span | undefined {
    if ((this.lengths[series] ?? 0) === 0) return undefined
    span.column = this.column
    span.first = this.starts[series] ?? 0
    span.start = span.first + this.firstAtOrAfter(series, fromMs)
    span.end = span.first + this.firstAtOrAfter(series, toMs)
    return span
  }
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size)
  larger.set(array)
  return larger
}
