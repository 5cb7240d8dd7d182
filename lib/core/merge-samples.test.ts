import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeColumns, sortColumn } from './merge-samples'
import type { Column } from './series'
import { isStaleAt, STALE_NAN_BITS, wordsOf, writeStaleMarker } from './stale'

const fromBits = (samples: readonly (readonly [number, bigint])[]): Column => {
  const values = new Float64Array(samples.length)
  new BigUint64Array(values.buffer).set(samples.map(([, bits]) => bits))
  return { timesMs: Float64Array.from(samples, ([timeMs]) => timeMs), values }
}
const toBits = ({ timesMs, values }: Column): [number, bigint][] => {
  const bits = new BigUint64Array(values.slice().buffer)
  return [...timesMs].map((timeMs, index): [number, bigint] => [timeMs, bits[index] ?? 0n])
}
const bitsOf = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0] ?? 0n

const anyBits = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.constantFrom(STALE_NAN_BITS, bitsOf(0), bitsOf(-0), bitsOf(1), bitsOf(-1), 0x7ff8000000000000n),
)
const unsorted = fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), anyBits), { maxLength: 20 })
const sorted = unsorted.map((samples) => {
  const { timesMs, values } = fromBits(samples)
  return sortColumn(timesMs, values).column
})
const merge = (a: Column, b: Column): Column => mergeColumns(a, b).column

describe('mergeColumns', () => {
  test('an equal sample is a duplicate, of two values the larger bit pattern stays', () => {
    const a = fromBits([
      [1, bitsOf(5)],
      [2, bitsOf(7)],
    ])
    const b = fromBits([
      [1, bitsOf(5)],
      [2, bitsOf(9)],
      [3, bitsOf(1)],
    ])
    const merged = mergeColumns(a, b)
    expect([...merged.column.values]).toEqual([5, 9, 1])
    expect([merged.duplicates, merged.conflicts]).toEqual([1, 1])
    expect(toBits(mergeColumns(b, a).column)).toEqual(toBits(merged.column))
  })
  test('a stale marker keeps its bits', () => {
    const values = new Float64Array(2)
    writeStaleMarker(values, 1)
    const merged = merge({ timesMs: Float64Array.of(1, 4), values }, fromBits([[2, bitsOf(3)]]))
    expect(isStaleAt(merged.values, 2)).toBe(true)
    expect(wordsOf(merged.values)).toHaveLength(6)
  })
  test('is commutative', () => {
    fc.assert(
      fc.property(sorted, sorted, (a, b) => {
        expect(toBits(merge(a, b))).toEqual(toBits(merge(b, a)))
      }),
    )
  })
  test('is associative', () => {
    fc.assert(
      fc.property(sorted, sorted, sorted, (a, b, c) => {
        expect(toBits(merge(merge(a, b), c))).toEqual(toBits(merge(a, merge(b, c))))
      }),
    )
  })
  test('is idempotent', () => {
    fc.assert(
      fc.property(sorted, (a) => {
        expect(toBits(merge(a, a))).toEqual(toBits(a))
      }),
    )
  })
})

describe('sortColumn', () => {
  test('gives what merging the samples one by one gives, in any order', () => {
    fc.assert(
      fc.property(unsorted, (samples) => {
        const { timesMs, values } = fromBits(samples)
        const oneByOne = samples.reduce<Column>((all, sample) => merge(all, fromBits([sample])), fromBits([]))
        expect(toBits(sortColumn(timesMs, values).column)).toEqual(toBits(oneByOne))
      }),
    )
  })
  test('counts what it left out', () => {
    fc.assert(
      fc.property(unsorted, (samples) => {
        const { timesMs, values } = fromBits(samples)
        const { column, duplicates, conflicts } = sortColumn(timesMs, values)
        expect(column.timesMs.length + duplicates + conflicts).toBe(samples.length)
      }),
    )
  })
})
