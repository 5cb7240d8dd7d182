import fc from 'fast-check'
import type { Column } from '@/lib/core/series'
import type { ChunkEntry } from './chunk-codec'

/** Any 64 bits as a value, which a number could not carry through without losing the payload of a NaN. */
const anyBits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })

const decimals = fc
  .tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.integer({ min: 0, max: 9 }))
  .map(([units, exponent]) => units / 10 ** exponent)

const SPECIAL = [
  0,
  -0,
  NaN,
  Infinity,
  -Infinity,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  2 ** 53,
  2 ** 51,
  -(2 ** 52),
  1e21,
]
const STALE_BITS = 0x7ff0000000000002n

const bitsOf = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0] ?? 0n

/** Mostly what counters and gauges hold, sometimes anything at all. */
const valueBits = fc.oneof(
  { weight: 6, arbitrary: decimals.map(bitsOf) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 1000 }).map(bitsOf) },
  { weight: 1, arbitrary: fc.constantFrom(...SPECIAL).map(bitsOf) },
  { weight: 1, arbitrary: fc.constant(STALE_BITS) },
  { weight: 1, arbitrary: fc.double().map(bitsOf) },
  { weight: 1, arbitrary: anyBits },
)

/** A counter that grows, stands still and starts again from zero. */
const counters = fc
  .tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 2 ** 40 }),
    fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1e6 }), fc.constant(null)), {
      maxLength: 59,
    }),
  )
  .map(([decimalPlaces, first, steps]) => {
    let units = first
    const all = [first, ...steps.map((step) => (units = step === null ? 0 : units + step))]
    return all.map((counted) => bitsOf(counted / 10 ** decimalPlaces))
  })

const seriesBits = fc.oneof(
  counters,
  fc.array(valueBits, { minLength: 1, maxLength: 60 }),
  fc.array(anyBits, { minLength: 1, maxLength: 20 }),
  fc.array(decimals.map(bitsOf), { minLength: 1, maxLength: 60 }),
  fc
    .tuple(valueBits, fc.integer({ min: 1, max: 60 }))
    .map(([bits, length]) => Array<bigint>(length).fill(bits)),
)

export const anyColumn: fc.Arbitrary<Column> = fc
  .tuple(
    seriesBits,
    fc.integer({ min: -1, max: 2e12 }),
    fc.array(fc.integer({ min: 1, max: 1e7 }), { minLength: 60, maxLength: 60 }),
  )
  .map(([bits, firstMs, steps]) => {
    let timeMs = firstMs
    const timesMs = Float64Array.from(bits, (_, i) => (timeMs += steps[i] ?? 1))
    return { timesMs, values: new Float64Array(BigUint64Array.from(bits).buffer) }
  })

export const anyEntries: fc.Arbitrary<ChunkEntry[]> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2 ** 31 - 1 }), anyColumn), {
    selector: ([id]) => id,
    maxLength: 12,
  })
  .map((pairs) => pairs.map(([seriesId, column]) => ({ seriesId, column })))

export const bytesOfFloats = (floats: Float64Array | Float32Array): Buffer =>
  Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength)
