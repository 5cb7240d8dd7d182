import { sortColumn } from '@/lib/core/merge-samples'
import type { Column } from '@/lib/core/series'

/** Samples of times that are sealed already, in order of arrival, until the next seal. */
export class LateSamples {
  series = new Int32Array(1024)
  timesMs = new Float64Array(1024)
  /** Moved as 32-bit words, so that every bit of a NaN stays. */
  values = new Float64Array(1024)
  words = new Uint32Array(this.values.buffer)
  length = 0
  /** When the oldest of them was read. */
  sinceMs = Infinity

  push(series: number, timeMs: number, valueWords: Uint32Array, index: number): void {
    if (this.length === this.series.length) this.grow()
    const at = this.length++
    this.series[at] = series
    this.timesMs[at] = timeMs
    this.words[2 * at] = valueWords[2 * index] ?? 0
    this.words[2 * at + 1] = valueWords[2 * index + 1] ?? 0
  }

  private grow(): void {
    const size = this.length * 2
    const series = new Int32Array(size)
    const timesMs = new Float64Array(size)
    const values = new Float64Array(size)
    series.set(this.series)
    timesMs.set(this.timesMs)
    values.set(this.values)
    this.series = series
    this.timesMs = timesMs
    this.values = values
    this.words = new Uint32Array(values.buffer)
  }

  /** By series, sorted, one for each time. */
  sort(): { columns: Map<number, Column>; duplicates: number; conflicts: number } {
    const starts = this.startsBySeries()
    const timesMs = new Float64Array(this.length)
    const values = new Float64Array(this.length)
    const words = new Uint32Array(values.buffer)
    const ends = starts.slice()
    for (let i = 0; i < this.length; i++) {
      const series = this.series[i] ?? 0
      const at = ends[series] ?? 0
      ends[series] = at + 1
      timesMs[at] = this.timesMs[i] ?? 0
      words[2 * at] = this.words[2 * i] ?? 0
      words[2 * at + 1] = this.words[2 * i + 1] ?? 0
    }
    const columns = new Map<number, Column>()
    let duplicates = 0
    let conflicts = 0
    starts.forEach((start, series) => {
      const end = ends[series] ?? 0
      if (start === end) return
      const sorted = sortColumn(timesMs.subarray(start, end), values.subarray(start, end))
      columns.set(series, sorted.column)
      duplicates += sorted.duplicates
      conflicts += sorted.conflicts
    })
    return { columns, duplicates, conflicts }
  }

  private startsBySeries(): Int32Array {
    let largest = -1
    for (let i = 0; i < this.length; i++) largest = Math.max(largest, this.series[i] ?? 0)
    const counts = new Int32Array(largest + 1)
    for (let i = 0; i < this.length; i++) counts[this.series[i] ?? 0] = (counts[this.series[i] ?? 0] ?? 0) + 1
    let start = 0
    return counts.map((count) => (start += count) - count)
  }
}
