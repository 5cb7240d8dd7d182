import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExponentialSum } from './exponential-sum'
import type { ExponentialLayer } from './histogram'
import { bitsFor, packCounts, type PackedBits } from './packed-counts'

const layer = fc
  .record({
    scale: fc.constantFrom(5, 5, 5, 3, 7),
    offset: fc.integer({ min: -200, max: 200 }),
    largest: fc.constantFrom(1, 15, 16, 255, 256, 65_535),
    inner: fc.array(fc.nat({ max: 65_535 }), { maxLength: 60 }),
  })
  .map(({ scale, offset, largest, inner }): ExponentialLayer => ({
    kind: 'exponential',
    unitMs: 1,
    scale,
    zeroCount: 0,
    zeroMs: 0,
    offset,
    counts: Float64Array.from([largest, ...inner.map((count) => count % (largest + 1)), 1]),
  }))

const bitsOf = ({ counts }: ExponentialLayer): PackedBits => {
  const bits = bitsFor(Math.max(...counts))
  if (bits === null) throw new Error('the counts are small')
  return bits
}

/** Behind other bytes, as in a block. */
const addPacked = (into: ExponentialSum, one: ExponentialLayer): void => {
  const { scale, offset, counts } = one
  const bits = bitsOf(one)
  const bytes = packCounts(bits, offset, counts)
  const block = Uint8Array.of(255, 255, 255, ...bytes, 255)
  into.addPacked(scale, {
    bits,
    first: offset,
    length: counts.length,
    view: new DataView(block.buffer),
    at: 3,
  })
}

describe('packed counts', () => {
  it('add up to what the same counts add up to one by one, in whatever order of scales and sizes', () => {
    fc.assert(
      fc.property(
        fc.array(layer, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        (layers, times) => {
          const packed = new ExponentialSum(1)
          const plain = new ExponentialSum(1)
          for (let time = 0; time < times; time += 1)
            for (const one of layers) {
              addPacked(packed, one)
              plain.addLayer(one)
            }
          expect(packed.toLayer()).toEqual(plain.toLayer())
        },
      ),
    )
  })

  it('hold as many of the largest counts as there are, and go on after they were told', () => {
    for (const largest of [15, 255, 65_535]) {
      const one: ExponentialLayer = {
        kind: 'exponential',
        unitMs: 1,
        scale: 5,
        zeroCount: 0,
        zeroMs: 0,
        offset: 3,
        counts: new Float64Array(21).fill(largest),
      }
      const sum = new ExponentialSum(1)
      for (let row = 0; row < 70_000; row += 1) addPacked(sum, one)
      expect(sum.toLayer().counts).toEqual(one.counts.map((count) => 70_000 * count))
      addPacked(sum, one)
      expect(sum.toLayer().counts).toEqual(one.counts.map((count) => 70_001 * count))
    }
  })

  it('are not there for counts that need more than sixteen bits', () => {
    expect([0, 15, 16, 255, 256, 65_535, 65_536].map(bitsFor)).toEqual([4, 4, 8, 8, 16, 16, null])
  })
})
