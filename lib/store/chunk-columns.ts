import { mergeColumns } from '@/lib/core/merge-samples'
import type { Column } from '@/lib/core/series'

/** The columns of many series in shared arrays: series i, by ascending id, has the samples [starts[i], ends[i]). */
export interface ChunkColumns {
  seriesIds: Int32Array
  starts: Int32Array
  ends: Int32Array
  timesMs: Float64Array
  values: Float64Array
}

export interface ChunkEntry {
  seriesId: number
  /** Times are whole milliseconds. */
  column: Column
}

/** Copies the columns of those series that have samples. */
export function toChunkColumns(entries: readonly ChunkEntry[]): ChunkColumns {
  const present = entries.filter((entry) => entry.column.timesMs.length > 0)
  present.sort((a, b) => a.seriesId - b.seriesId)
  const ends = Int32Array.from(present, ({ column }) => column.timesMs.length)
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0)
  const starts = ends.map((end, i) => end - (present[i]?.column.timesMs.length ?? 0))
  const length = ends.at(-1) ?? 0
  const timesMs = new Float64Array(length)
  const values = new Float64Array(length)
  present.forEach(({ column }, i) => {
    timesMs.set(column.timesMs, starts[i] ?? 0)
    values.set(column.values, starts[i] ?? 0)
  })
  return { seriesIds: Int32Array.from(present, ({ seriesId }) => seriesId), starts, ends, timesMs, values }
}

export interface ChunkExtent {
  minMs: number
  maxMs: number
  sampleCount: number
}

export function extentOf({ starts, ends, timesMs }: ChunkColumns): ChunkExtent {
  const extent = { minMs: Infinity, maxMs: -Infinity, sampleCount: 0 }
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i] ?? 0
    const end = ends[i] ?? 0
    if (start === end) continue
    extent.minMs = Math.min(extent.minMs, timesMs[start] ?? Infinity)
    extent.maxMs = Math.max(extent.maxMs, timesMs[end - 1] ?? -Infinity)
    extent.sampleCount += end - start
  }
  return extent
}

/** All samples of both. */
export function mergeChunkColumns(a: ChunkColumns, b: ChunkColumns): ChunkColumns {
  if (b.seriesIds.length === 0) return a
  if (a.seriesIds.length === 0) return b
  const merged = new Map<number, Column>()
  for (const { seriesIds, starts, ends, timesMs, values } of [a, b])
    seriesIds.forEach((seriesId, i) => {
      const column = {
        timesMs: timesMs.subarray(starts[i], ends[i]),
        values: values.subarray(starts[i], ends[i]),
      }
      const other = merged.get(seriesId)
      merged.set(seriesId, other ? mergeColumns(other, column).column : column)
    })
  return toChunkColumns([...merged].map(([seriesId, column]) => ({ seriesId, column })))
}
