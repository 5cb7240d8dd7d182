import { sortColumn } from '@/lib/core/merge-samples'
import { wordsOf } from '@/lib/core/stale'

/** By series number: the samples of series i, sorted and one for each time, are [starts[i], ends[i]). */
export interface SortedSamples {
  starts: Int32Array
  ends: Int32Array
  timesMs: Float64Array
  values: Float64Array
  duplicates: number
  conflicts: number
}

const FIRST_CAPACITY = 1024
/** Whoever sends a first thousand late mostly sends many more. */
const SECOND_CAPACITY = 1 << 17
/** Late samples come in masses or hardly at all, so after so long without any their memory is given back. */
const KEPT_MS = 60_000

/** So many series with the samples of five minutes fit into a processor's cache. */
const NEIGHBOURS = 1024

const createSamples = (count: number): Pick<SortedSamples, 'timesMs' | 'values'> => ({
  timesMs: new Float64Array(count),
  values: new Float64Array(count),
})

/** Samples of times that are sealed already, in order of arrival, until a seal takes them. */
export class LateSamples {
  private series = new Int32Array(FIRST_CAPACITY)
  private timesMs = new Float64Array(FIRST_CAPACITY)
  private values = new Float64Array(FIRST_CAPACITY)
  /** The same values as 32-bit words, so that every bit of a NaN stays. */
  private words = new Uint32Array(this.values.buffer)
  /** The log entries that the samples are from, with the index of the first sample of each. */
  private entries: { seq: number; start: number }[] = []
  private taken = createSamples(0)
  private order = new Int32Array(0)
  private takenMs = -Infinity
  length = 0
  oldestMs = Infinity
  newestMs = -Infinity
  /** When the oldest and the latest of them were read. */
  sinceMs = Infinity
  latestMs = Infinity

  push(seq: number, series: number, timeMs: number, valueWords: Uint32Array, index: number): void {
    if (this.length === this.series.length) this.resize(Math.max(SECOND_CAPACITY, this.length * 2))
    if (this.entries.at(-1)?.seq !== seq) this.entries.push({ seq, start: this.length })
    if (timeMs < this.oldestMs) this.oldestMs = timeMs
    if (timeMs > this.newestMs) this.newestMs = timeMs
    const at = this.length++
    this.series[at] = series
    this.timesMs[at] = timeMs
    this.words[2 * at] = valueWords[2 * index] ?? 0
    this.words[2 * at + 1] = valueWords[2 * index + 1] ?? 0
  }

  /** An entry was read, before which there were so many. */
  heard(lengthBefore: number, nowMs: number): void {
    if (this.length === lengthBefore) return
    this.sinceMs = Math.min(this.sinceMs, nowMs)
    this.latestMs = nowMs
  }

  /** Whatever is here is due. */
  endWait(): void {
    if (this.length === 0) return
    this.sinceMs = -Infinity
    this.latestMs = -Infinity
  }

  private resize(size: number): void {
    const { series, timesMs, values, length } = this
    this.series = new Int32Array(size)
    this.timesMs = new Float64Array(size)
    this.values = new Float64Array(size)
    this.words = new Uint32Array(this.values.buffer)
    this.series.set(series.subarray(0, length))
    this.timesMs.set(timesMs.subarray(0, length))
    this.values.set(values.subarray(0, length))
  }

  /** The oldest log entry of which a sample is still here; Infinity without any. */
  get firstSeq(): number {
    return this.entries[0]?.seq ?? Infinity
  }

  private roomFor(count: number): { timesMs: Float64Array; values: Float64Array } {
    if (count > this.taken.values.length) this.taken = createSamples(count + (count >> 2))
    return { timesMs: this.taken.timesMs.subarray(0, count), values: this.taken.values.subarray(0, count) }
  }

  /** Takes out what is before the time, valid until the next time; the rest has been here since now. */
  take(beforeMs: number, nowMs: number): SortedSamples {
    const starts = this.startsBySeries(beforeMs)
    const ends = starts.slice(0, -1)
    const sorted = this.roomFor(starts.at(-1) ?? 0)
    this.sortInto(sorted, starts, ends, beforeMs)
    this.keepFrom(beforeMs, nowMs)
    this.takenMs = nowMs
    return { starts: starts.subarray(0, -1), ends, ...sorted, ...unify(starts, ends, sorted) }
  }

  /** Neighbouring series together, because the columns of all series at once are more than the processor's cache holds. */
  private sortInto(
    { timesMs, values }: Pick<SortedSamples, 'timesMs' | 'values'>,
    starts: Int32Array,
    ends: Int32Array,
    beforeMs: number,
  ): void {
    const words = wordsOf(values)
    const order = this.orderByNeighbours(starts, beforeMs)
    for (let next = 0; next < timesMs.length; next++) {
      const i = order[next] ?? 0
      const series = this.series[i] ?? 0
      const at = ends[series] ?? 0
      ends[series] = at + 1
      timesMs[at] = this.timesMs[i] ?? 0
      words[2 * at] = this.words[2 * i] ?? 0
      words[2 * at + 1] = this.words[2 * i + 1] ?? 0
    }
  }

  /** What is before the time, in order of arrival within each lot of neighbouring series. */
  private orderByNeighbours(starts: Int32Array, beforeMs: number): Int32Array {
    const total = starts.at(-1) ?? 0
    if (this.order.length < total) this.order = new Int32Array(total + (total >> 2))
    const next = starts.filter((_, series) => series % NEIGHBOURS === 0)
    for (let i = 0; i < this.length; i++) {
      if ((this.timesMs[i] ?? 0) >= beforeMs) continue
      const lot = Math.floor((this.series[i] ?? 0) / NEIGHBOURS)
      const at = next[lot] ?? 0
      next[lot] = at + 1
      this.order[at] = i
    }
    return this.order
  }

  /** Moves what is at or after the time to the front. */
  private keepFrom(beforeMs: number, nowMs: number): void {
    let left = 0
    let entry = 0
    const entries: typeof this.entries = []
    for (let i = 0; i < this.length && this.newestMs >= beforeMs; i++) {
      const timeMs = this.timesMs[i] ?? 0
      if (timeMs < beforeMs) continue
      while ((this.entries[entry + 1]?.start ?? Infinity) <= i) entry += 1
      const seq = this.entries[entry]?.seq ?? 0
      if (entries.at(-1)?.seq !== seq) entries.push({ seq, start: left })
      this.series[left] = this.series[i] ?? 0
      this.timesMs[left] = timeMs
      this.words[2 * left] = this.words[2 * i] ?? 0
      this.words[2 * left + 1] = this.words[2 * i + 1] ?? 0
      left += 1
    }
    this.keep(left, entries, nowMs)
  }

  private keep(length: number, entries: typeof this.entries, nowMs: number): void {
    this.entries = entries
    this.length = length
    this.oldestMs = Infinity
    for (let i = 0; i < length; i++) this.oldestMs = Math.min(this.oldestMs, this.timesMs[i] ?? Infinity)
    if (length === 0) this.newestMs = -Infinity
    this.sinceMs = length === 0 ? Infinity : nowMs
    if (length === 0) this.latestMs = Infinity
  }

  /** Call now and then, but not while what was taken is in use. */
  giveBackUnused(nowMs: number): void {
    if (this.length > 0 || this.series.length === FIRST_CAPACITY || nowMs - this.takenMs < KEPT_MS) return
    this.resize(FIRST_CAPACITY)
    this.taken = createSamples(0)
    this.order = new Int32Array(0)
  }

  /** Where the samples of each series before the time begin, once they are sorted; and one more for the end of all. */
  private startsBySeries(beforeMs: number): Int32Array {
    let seriesCount = 0
    for (let i = 0; i < this.length; i++) seriesCount = Math.max(seriesCount, (this.series[i] ?? 0) + 1)
    const starts = new Int32Array(seriesCount + 1)
    for (let i = 0; i < this.length; i++) {
      if ((this.timesMs[i] ?? 0) >= beforeMs) continue
      const next = (this.series[i] ?? 0) + 1
      starts[next] = (starts[next] ?? 0) + 1
    }
    for (let series = 0; series < seriesCount; series++)
      starts[series + 1] = (starts[series + 1] ?? 0) + (starts[series] ?? 0)
    return starts
  }
}

/** Sorts each series by time and keeps one sample for each, which is mostly how they came. */
function unify(
  starts: Int32Array,
  ends: Int32Array,
  { timesMs, values }: Pick<SortedSamples, 'timesMs' | 'values'>,
): Pick<SortedSamples, 'duplicates' | 'conflicts'> {
  const found = { duplicates: 0, conflicts: 0 }
  for (let series = 0; series < ends.length; series++) {
    const start = starts[series] ?? 0
    const end = ends[series] ?? 0
    if (isAscending(timesMs, start, end)) continue
    const { column, duplicates, conflicts } = sortColumn(timesMs.slice(start, end), values.slice(start, end))
    timesMs.set(column.timesMs, start)
    values.set(column.values, start)
    ends[series] = start + column.timesMs.length
    found.duplicates += duplicates
    found.conflicts += conflicts
  }
  return found
}

function isAscending(timesMs: Float64Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (!((timesMs[i - 1] ?? 0) < (timesMs[i] ?? 0))) return false
  return true
}
