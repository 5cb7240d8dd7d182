import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeChunk, encodeChunk } from './chunk-codec'
import type { ChunkEntry } from './chunk-codec'
import { sampleNode } from './sample-fleet'
import { anyEntries, bytesOfFloats } from './test-values'

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

it('series that were scraped together share one array of times', () => {
  const [a, b] = sampleNode(1, 1.79e12, 20, 15_000)
  const decoded = decodeChunk(
    encodeChunk([a, b].flatMap((column, seriesId) => (column ? [{ seriesId, column }] : []))),
  )
  expect(decoded.get(0)?.timesMs).toBe(decoded.get(1)?.timesMs)
})

it('a block of nothing holds nothing, and a series without samples is not kept', () => {
  expect(decodeChunk(encodeChunk([])).size).toBe(0)
  const none = { timesMs: new Float64Array(), values: new Float64Array() }
  const one = { timesMs: Float64Array.of(-1), values: Float64Array.of(-0) }
  const entries = [
    { seriesId: 1, column: none },
    { seriesId: 2, column: one },
  ]
  expect(contents(decodeChunk(encodeChunk(entries)))).toEqual(contents([[2, one]]))
})

it('thousands of series come back, whether they share their times or not', () => {
  const entries = Array.from({ length: 50 }, (_, node) => sampleNode(node + 1, 1.79e12, 9, 15_000)).flatMap(
    (columns, node) =>
      columns.map((column, i): ChunkEntry => ({ seriesId: node * columns.length + i, column })),
  )
  expect(entries.length).toBeGreaterThan(5000)
  expect(contents(decodeChunk(encodeChunk(entries)))).toEqual(ofEntries(entries))
})
