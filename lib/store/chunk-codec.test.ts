import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CorruptBlockError } from './byte-reader'
import { decodeChunk, encodeChunk } from './chunk-codec'
import type { ChunkEntry } from './chunk-codec'
import { FLEET_SHAPES, sampleNode } from './sample-fleet'
import { anyColumn, bytesOfFloats } from './test-values'

const anyEntries = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2 ** 31 - 1 }), anyColumn), {
    selector: ([id]) => id,
    maxLength: 12,
  })
  .map((pairs) => pairs.map(([seriesId, column]): ChunkEntry => ({ seriesId, column })))

const contents = (entries: Iterable<readonly [number, ChunkEntry['column']]>) =>
  [...entries]
    .sort(([a], [b]) => a - b)
    .map(([id, { timesMs, values }]) => [id, [...timesMs], bytesOfFloats(values).toString('hex')])

const ofEntries = (entries: readonly ChunkEntry[]) =>
  contents(entries.map(({ seriesId, column }) => [seriesId, column] as const))

it('every bit of every value and every time comes back', () => {
  fc.assert(
    fc.property(anyEntries, (entries) => {
      expect(contents(decodeChunk(encodeChunk(entries)))).toEqual(ofEntries(entries))
    }),
    { numRuns: 400 },
  )
})

it('only the wanted series come back, and they are the same', () => {
  fc.assert(
    fc.property(anyEntries, fc.func(fc.boolean()), (entries, isWanted) => {
      const wanted = entries.filter(({ seriesId }) => isWanted(seriesId))
      const ids = new Set(wanted.map(({ seriesId }) => seriesId))
      expect(contents(decodeChunk(encodeChunk(entries), ids))).toEqual(ofEntries(wanted))
    }),
  )
})

it('the order of the series does not change the bytes', () => {
  fc.assert(
    fc.property(anyEntries, (entries) => {
      expect(Buffer.from(encodeChunk([...entries].reverse()))).toEqual(Buffer.from(encodeChunk(entries)))
    }),
  )
})

it('an hour of a fleet takes less than 1.5 bytes a sample', () => {
  const entries = Array.from({ length: 50 }, (_, node) => sampleNode(node + 1, 1.79e12, 240, 15_000)).flatMap(
    (columns, node) => columns.map((column, i) => ({ seriesId: node * FLEET_SHAPES.length + i, column })),
  )
  const samples = entries.reduce((sum, { column }) => sum + column.values.length, 0)
  expect(encodeChunk(entries).length / samples).toBeLessThan(1.5)
})

it('series that were scraped together share one array of times', () => {
  const [a, b] = sampleNode(1, 1.79e12, 20, 15_000)
  const decoded = decodeChunk(
    encodeChunk([a, b].flatMap((column, seriesId) => (column ? [{ seriesId, column }] : []))),
  )
  expect(decoded.get(0)?.timesMs).toBe(decoded.get(1)?.timesMs)
})

it('a block that lost its end is reported, not read as other samples', () => {
  const [column] = sampleNode(1, 1.79e12, 20, 15_000)
  const bytes = encodeChunk(column ? [{ seriesId: 1, column }] : [])
  expect(() => decodeChunk(bytes.subarray(0, bytes.length - 4))).toThrow()
  expect(() => decodeChunk(encodeChunk([]))).not.toThrow(CorruptBlockError)
})
