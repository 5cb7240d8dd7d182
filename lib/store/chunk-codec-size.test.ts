import { expect, it } from 'vitest'
import { sourceGroupOf } from '@/lib/core/checklist/checklist'
import { encodeChunk } from './chunk-codec'
import type { ChunkEntry } from './chunk-codec'
import { FLEET_SHAPES, createRandom, sampleNode } from './sample-fleet'

const NODES = 30
const STEP_MS = 15_000
const START_MS = 1.79e12

/** Chunks as they are kept: one for each source, of all nodes. */
function bytesPerSample(scrapes: number, valuesOf: (values: Float64Array) => Float64Array): number {
  const chunks = new Map<string, ChunkEntry[]>()
  let samples = 0
  for (let node = 0; node < NODES; node++)
    for (const [index, { timesMs, values }] of sampleNode(node + 1, START_MS, scrapes, STEP_MS).entries()) {
      const source = sourceGroupOf(FLEET_SHAPES[index]?.name ?? '')
      const entries = chunks.get(source) ?? []
      chunks.set(source, entries)
      const seriesId = node * FLEET_SHAPES.length + index
      entries.push({ seriesId, column: { timesMs, values: valuesOf(values) } })
      samples += values.length
    }
  const bytes = [...chunks.values()].reduce((sum, entries) => sum + encodeChunk(entries).length, 0)
  return bytes / samples
}

it('an hour of a fleet takes less than 0.8 bytes a sample', () => {
  expect(bytesPerSample(240, (values) => values)).toBeLessThan(0.8)
})

it('five minutes of a fleet, as they are sealed, take less than a byte a sample', () => {
  expect(bytesPerSample(20, (values) => values)).toBeLessThan(1)
})

it('an hour of values that are no decimals takes less than 2.8 bytes a sample', () => {
  expect(bytesPerSample(240, (values) => values.map((value) => value / 3))).toBeLessThan(2.8)
})

it('values of 64 random bits take no more than a hundredth of what they hold on top', () => {
  const random = createRandom(1)
  const word = () => Math.floor(random() * 2 ** 32)
  const anyBits = (values: Float64Array) =>
    new Float64Array(Uint32Array.from({ length: 2 * values.length }, word).buffer)
  expect(bytesPerSample(60, anyBits)).toBeLessThan(8.08)
})
