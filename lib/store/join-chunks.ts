import { sortColumn } from '@/lib/core/merge-samples'
import type { DecodedChunk } from './chunk-codec'
import type { ChunkColumns } from './chunk-columns'

/** All samples of some parts, in whatever order they were written, each once. */
export function joinChunks(parts: readonly DecodedChunk[]): ChunkColumns {
  const seriesIds = unionOf(parts)
  const lengths = new Int32Array(seriesIds.length)
  for (const part of parts)
    forEachSeries(part, seriesIds, (at, index) => {
      lengths[at] = (lengths[at] ?? 0) + timesOf(part, index).length
    })
  let total = 0
  const starts = lengths.map((length) => (total += length) - length)
  const ends = starts.slice()
  const timesMs = new Float64Array(total)
  const values = new Float64Array(total)
  const unsorted = new Set<number>()
  for (const part of parts)
    forEachSeries(part, seriesIds, (at, index) => {
      const times = timesOf(part, index)
      const end = ends[at] ?? 0
      if (end > (starts[at] ?? 0) && !((timesMs[end - 1] ?? 0) < (times[0] ?? Infinity))) unsorted.add(at)
      timesMs.set(times, end)
      values.set(part.values.subarray(part.starts[index], part.ends[index]), end)
      ends[at] = end + times.length
    })
  const joined = { seriesIds, starts, ends, timesMs, values }
  for (const at of unsorted) sortSeries(joined, at)
  return joined
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
