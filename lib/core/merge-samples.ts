import type { Column } from './series'
import { HIGH_WORD, LOW_WORD, wordsOf } from './stale'

export interface MergedColumn {
  column: Column
  /** Samples that came again with equal bits. */
  duplicates: number
  /** Samples that came again with another value: the larger bit pattern stays. */
  conflicts: number
}

/** Compares two values as unsigned 64-bit patterns, because a NaN compares with nothing. */
const compareBits = (a: Uint32Array, aIndex: number, b: Uint32Array, bIndex: number): number => {
  const high = (a[aIndex * 2 + HIGH_WORD] ?? 0) - (b[bIndex * 2 + HIGH_WORD] ?? 0)
  return high !== 0 ? high : (a[aIndex * 2 + LOW_WORD] ?? 0) - (b[bIndex * 2 + LOW_WORD] ?? 0)
}

const copyBits = (from: Uint32Array, fromIndex: number, to: Uint32Array, toIndex: number): void => {
  to[toIndex * 2] = from[fromIndex * 2] ?? 0
  to[toIndex * 2 + 1] = from[fromIndex * 2 + 1] ?? 0
}

/** Collects samples in ascending order of time, one for each time. */
class ColumnWriter {
  length = 0
  duplicates = 0
  conflicts = 0
  private readonly timesMs: Float64Array
  private readonly values: Float64Array
  private readonly words: Uint32Array

  constructor(capacity: number) {
    this.timesMs = new Float64Array(capacity)
    this.values = new Float64Array(capacity)
    this.words = wordsOf(this.values)
  }

  push(timeMs: number, words: Uint32Array, index: number): void {
    if (this.length > 0 && this.timesMs[this.length - 1] === timeMs) {
      const order = compareBits(words, index, this.words, this.length - 1)
      if (order === 0) this.duplicates += 1
      else this.conflicts += 1
      if (order > 0) copyBits(words, index, this.words, this.length - 1)
      return
    }
    this.timesMs[this.length] = timeMs
    copyBits(words, index, this.words, this.length)
    this.length += 1
  }

  finish(): MergedColumn {
    const full = this.length === this.timesMs.length
    const column = {
      timesMs: full ? this.timesMs : this.timesMs.slice(0, this.length),
      values: full ? this.values : this.values.slice(0, this.length),
    }
    return { column, duplicates: this.duplicates, conflicts: this.conflicts }
  }
}

const isAscending = (timesMs: Float64Array): boolean => {
  for (let index = 1; index < timesMs.length; index += 1)
    if (!((timesMs[index - 1] ?? NaN) < (timesMs[index] ?? NaN))) return false
  return true
}

/** Sorts samples by time and keeps one for each time, by the same rule as `mergeColumns`. */
export const sortColumn = (timesMs: Float64Array, values: Float64Array): MergedColumn => {
  if (isAscending(timesMs)) return { column: { timesMs, values }, duplicates: 0, conflicts: 0 }
  const order = Uint32Array.from(timesMs.keys()).sort((a, b) => (timesMs[a] ?? 0) - (timesMs[b] ?? 0))
  const words = wordsOf(values)
  const writer = new ColumnWriter(timesMs.length)
  for (const index of order) writer.push(timesMs[index] ?? NaN, words, index)
  return writer.finish()
}

/**
 * One column of the samples of two sorted ones. The same time with equal bits is one sample; of two different
 * values the larger bit pattern stays, in whatever order they arrive.
 */
export const mergeColumns = (a: Column, b: Column): MergedColumn => {
  if (a.timesMs.length === 0) return { column: b, duplicates: 0, conflicts: 0 }
  if (b.timesMs.length === 0) return { column: a, duplicates: 0, conflicts: 0 }
  const aWords = wordsOf(a.values)
  const bWords = wordsOf(b.values)
  const writer = new ColumnWriter(a.timesMs.length + b.timesMs.length)
  let i = 0
  let j = 0
  while (i < a.timesMs.length || j < b.timesMs.length) {
    const aMs = a.timesMs[i] ?? Infinity
    const bMs = b.timesMs[j] ?? Infinity
    if (aMs <= bMs) {
      writer.push(aMs, aWords, i)
      i += 1
    } else {
      writer.push(bMs, bWords, j)
      j += 1
    }
  }
  return writer.finish()
}
