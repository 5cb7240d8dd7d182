import { sortColumn } from '@/lib/core/merge-samples'
import { wordsOf } from '@/lib/core/stale'
import type { DecodedChunk } from './chunk-codec'
import type { ChunkColumns } from './chunk-columns'

/** All samples of some parts, in whatever order they were written, each once. */
export function joinChunks(parts: readonly DecodedChunk[]): ChunkColumns {
  const seriesIds = unionOf(parts)
  const ends = new Int32Array(seriesIds.length)
  for (const part of parts)
    forEachSeries(part, seriesIds, (at, index) => {
      ends[at] = (ends[at] ?? 0) + timesOf(part, index).length
    })
  let total = 0
  const starts = ends.map((length) => (total += length) - length)
  ends.set(starts)
  const joined = {
    seriesIds,
    starts,
    ends,
    timesMs: new Float64Array(total),
    values: new Float64Array(total),
  }
  const words = wordsOf(joined.values)
  const unsorted = new Set<number>()
  for (const part of parts) {
    const partWords = wordsOf(part.values)
    forEachSeries(part, seriesIds, (at, index) => {
      const to = ends[at] ?? 0
      const times = timesOf(part, index)
      copySamples(times, partWords, part.starts[index] ?? 0, joined.timesMs, words, to)
      ends[at] = to + times.length
      const isFirst = to === (starts[at] ?? 0)
      if (!isFirst && !((joined.timesMs[to - 1] ?? 0) < (times[0] ?? Infinity))) unsorted.add(at)
    })
  }
  for (const at of unsorted) sortSeries(joined, at)
  return joined
}

/** In loops, because parts are short, and word by word, because some values are NaNs whose every bit counts. */
function copySamples(
  times: Float64Array,
  fromWords: Uint32Array,
  from: number,
  timesMs: Float64Array,
  words: Uint32Array,
  to: number,
): void {
  for (let i = 0; i < times.length; i++) timesMs[to + i] = times[i] ?? 0
  const offset = 2 * (to - from)
  const end = 2 * (from + times.length)
  for (let i = 2 * from; i < end; i++) words[i + offset] = fromWords[i] ?? 0
}

const timesOf = ({ vectors, vectorOf }: DecodedChunk, index: number): Float64Array =>
  vectors[vectorOf[index] ?? 0] ?? new Float64Array()

/** Parts mostly hold the same series. */
function unionOf(parts: readonly DecodedChunk[]): Int32Array {
  const [first] = parts
  if (!first) return new Int32Array()
  const isSame = parts.every(({ seriesIds }) =>
    Buffer.from(seriesIds.buffer).equals(Buffer.from(first.seriesIds.buffer)),
  )
  return isSame
    ? first.seriesIds
    : Int32Array.from(new Set(parts.flatMap(({ seriesIds }) => [...seriesIds]))).sort()
}

/** Both lists of ids ascend, and those of the part are all among the others. */
function forEachSeries(
  part: DecodedChunk,
  seriesIds: Int32Array,
  work: (at: number, index: number) => void,
): void {
  let at = 0
  for (let index = 0; index < part.seriesIds.length; index++) {
    while (seriesIds[at] !== part.seriesIds[index]) at += 1
    work(at, index)
  }
}

/** Sorts the samples of a series where they are and drops what is there twice. */
function sortSeries({ starts, ends, timesMs, values }: ChunkColumns, at: number): void {
  const start = starts[at] ?? 0
  const end = ends[at] ?? 0
  const { column } = sortColumn(timesMs.slice(start, end), values.slice(start, end))
  timesMs.set(column.timesMs, start)
  values.set(column.values, start)
  ends[at] = start + column.timesMs.length
}
