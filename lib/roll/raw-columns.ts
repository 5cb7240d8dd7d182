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
const UNUSED_MS = Infinity
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
  /** One for each series, changed in place. */
  private spans: (Span | undefined)[] = []

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

  /** Makes the slab large enough for so many more columns and samples at once, rather than by and by. */
  makeRoom(columns: number, samples: number): void {
    const needed = this.used + samples + columns * SMALLEST_CAPACITY
    if (needed > this.timesMs.length) this.growSlab(needed, needed)
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
    if (this.used + capacity > this.timesMs.length) this.growSlab(this.used + capacity)
    this.move(this.starts[series] ?? 0, length, this.used, capacity)
    this.starts[series] = this.used
    this.capacities[series] = capacity
    this.used += capacity
    this.spans[series] = undefined
  }

  private move(from: number, length: number, to: number, capacity: number): void {
    this.timesMs.copyWithin(to, from, from + length)
    this.values.copyWithin(to, from, from + length)
    this.timesMs.fill(UNUSED_MS, to + length, to + capacity)
  }

  private growSlab(needed: number, size = Math.max(needed, this.timesMs.length * 2)): void {
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
    this.spans = []
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
      if (first > 0) this.move(start + first, length - first, start, length)
      this.lengths[series] = length - first
      if (first < length) needed += this.capacities[series] ?? 0
    }
    if (this.used > FIRST_SLAB && needed < this.used / 2) this.closeGaps(needed)
  }

  /** Makes the slab anew without holes and without room for series that have no samples. */
  private closeGaps(needed: number): void {
    const size = Math.max(FIRST_SLAB, needed + (needed >> 2))
    const timesMs = new Float64Array(size).fill(UNUSED_MS)
    const values = new Float64Array(size)
    let used = 0
    this.lengths.forEach((length, series) => {
      const from = this.starts[series] ?? 0
      timesMs.set(this.timesMs.subarray(from, from + length), used)
      values.set(this.values.subarray(from, from + length), used)
      this.starts[series] = used
      if (length === 0) this.capacities[series] = 0
      used += this.capacities[series] ?? 0
    })
    this.used = used
    this.replaceSlab(timesMs, values)
  }

  forget(series: number): void {
    const start = this.starts[series] ?? 0
    this.timesMs.fill(UNUSED_MS, start, start + (this.lengths[series] ?? 0))
    if (series < this.lengths.length) this.lengths[series] = 0
  }

  /**
   * The samples in [fromMs, toMs), and those before them. One object for each series, so ask again after adding samples.
   * The column goes on behind the samples that there are.
   */
  span(series: number, fromMs: number, toMs: number): Span | undefined {
    const length = this.lengths[series] ?? 0
    if (length === 0) return undefined
    const span = this.spans[series] ?? this.createSpan(series)
    span.start = this.firstAtOrAfter(series, fromMs)
    span.end = this.firstAtOrAfter(series, toMs)
    return span
  }

  private createSpan(series: number): Span {
    const start = this.starts[series] ?? 0
    const end = start + (this.capacities[series] ?? 0)
    const column = { timesMs: this.timesMs.subarray(start, end), values: this.values.subarray(start, end) }
    const span = { column, start: 0, end: 0 }
    this.spans[series] = span
    return span
  }
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size)
  larger.set(array)
  return larger
}
