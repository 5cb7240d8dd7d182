import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeColumns } from '@/lib/core/merge-samples'
import type { Column } from '@/lib/core/series'
import { decodeColumns, encodeChunk } from './chunk-codec'
import { mergeChunkColumns, toChunkColumns } from './chunk-columns'
import type { ChunkColumns, ChunkEntry } from './chunk-columns'
import { joinChunks } from './join-chunks'
import { anyColumn, bytesOfFloats } from './test-values'

/** Few times, so that parts overlap and hold the same sample twice. */
const column = anyColumn.map(({ timesMs, values }): Column => ({
  timesMs: timesMs.map((_, i) => i * 7 + ((timesMs[0] ?? 0) % 90)),
  values,
}))
const part = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), column), { selector: ([id]) => id, maxLength: 6 })
  .map((pairs) => pairs.map(([seriesId, own]): ChunkEntry => ({ seriesId, column: own })))
const parts = fc.array(part, { minLength: 1, maxLength: 4 })

const asText = (columns: Iterable<readonly [number, Column]>) =>
  [...columns]
    .sort(([a], [b]) => a - b)
    .map(([id, { timesMs, values }]) => [id, [...timesMs], bytesOfFloats(values).toString('hex')])

const textOf = ({ seriesIds, starts, ends, timesMs, values }: ChunkColumns) =>
  asText(
    [...seriesIds].map((id, i) => [
      id,
      { timesMs: timesMs.slice(starts[i], ends[i]), values: values.slice(starts[i], ends[i]) },
    ]),
  )

function merged(all: readonly ChunkEntry[][]): Map<number, Column> {
  const columns = new Map<number, Column>()
  for (const { seriesId, column: own } of all.flat()) {
    const known = columns.get(seriesId)
    columns.set(seriesId, known ? mergeColumns(known, own).column : own)
  }
  return columns
}

it('parts that overlap or not, with the same series or not, become their set of samples', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const joined = joinChunks(all.map((entries) => decodeColumns(encodeChunk(entries))))
      expect(textOf(joined)).toEqual(asText(merged(all)))
    }),
    { numRuns: 200 },
  )
})

it('the samples of two sets of columns become one', () => {
  fc.assert(
    fc.property(part, part, (a, b) => {
      const both = mergeChunkColumns(toChunkColumns(a), toChunkColumns(b))
      expect(textOf(both)).toEqual(asText(merged([a, b])))
    }),
  )
})
