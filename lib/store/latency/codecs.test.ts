import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerOfObservations } from '@/lib/core/latency/exponential-index'
import type { Histogram, HistogramLayer } from '@/lib/core/latency/histogram'
import { countOf } from '@/lib/core/latency/cumulative'
import { LatencySum } from '@/lib/core/latency/latency-sum'
import type { LatencyPoint, PointContent } from '@/lib/core/latency/point'
import { CorruptBlockError } from '../byte-reader'
import { addEntries, encodeEntries } from './entries-codec'
import { decodePart, encodePart } from './part-codec'

const BLOCK_OF_CODEC_1 =
  'AQlbImEiLCJiIl0BAgAAAAAAAPA/AAAAAAAAFEABA0UHAAAAAADgWEAAAAAAAADwPwAAAAAAAERAAAAAAAAA8D8AAAAAAAAAQAIACgAHAawBAAEgAhMBAgEBAQIBcwEBAAGsAgI='

const BUCKET_MS = 1_790_000_100_000

const count = fc.oneof(fc.nat({ max: 1e9 }), fc.double({ min: 0, max: 1e6, noNaN: true }))
const layer = fc.oneof(
  fc
    .array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 })
    .map((values): HistogramLayer => layerOfObservations(values)),
  fc
    .record({
      scale: fc.integer({ min: -4, max: 8 }),
      offset: fc.integer({ min: -500, max: 500 }),
      one: count,
      other: count,
      unitMs: fc.constantFrom(1, 1000),
    })
    .map(({ scale, offset, one, other, unitMs }): HistogramLayer => ({
      kind: 'exponential',
      unitMs,
      scale,
      zeroCount: 3,
      zeroMs: 1e-30,
      offset,
      counts: Float64Array.from([1 + one, 0, 0, 1 + other]),
    })),
  fc.tuple(count, count, count).map((counts): HistogramLayer => ({
    kind: 'bounds',
    boundsMs: Float64Array.from([1, 2.5]),
    counts: Float64Array.from(counts.map((one) => one + 1)),
  })),
)
const histogram = fc.tuple(layer, fc.boolean()).map(([one, isTold]): Histogram => ({
  layers: [one],
  count: countOf(one),
  sumMs: isTold ? 12.5 : NaN,
  minMs: isTold ? 1.25 : NaN,
  maxMs: isTold ? 7e9 : NaN,
  errorCount: isTold ? 2 : 0,
  errorsKnownOf: isTold ? 3 : 0,
}))
const content: fc.Arbitrary<PointContent> = fc.oneof(
  histogram.map((one): PointContent => ({ kind: 'delta', histogram: one })),
  histogram.map((one): PointContent => ({ kind: 'cumulative', histogram: one, isReset: true })),
  fc.constant<PointContent>({ kind: 'gap' }),
  count.map((one): PointContent => ({
    kind: 'classic',
    boundsMs: [1, Infinity],
    cumulative: [one, one],
    count: NaN,
    sumMs: one,
  })),
)
const point: fc.Arbitrary<LatencyPoint> = fc.record({
  seriesId: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  timeMs: fc.integer({ min: BUCKET_MS, max: BUCKET_MS + 299_999 }),
  batch: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  content,
})

describe('a part', () => {
  it('gives back every point as it was', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 20 }), (points) => {
        expect(decodePart(BUCKET_MS, encodePart(BUCKET_MS, points))).toEqual(points)
      }),
    )
  })
})

describe('a block of entries', () => {
  it('adds up to what was put in, and leaves out what is not asked for', () => {
    fc.assert(
      fc.property(fc.array(histogram, { minLength: 1, maxLength: 10 }), (histograms) => {
        const bytes = encodeEntries(
          histograms.map((one, at) => ({ key: at % 2, step: at, histogram: one })),
          ['even', 'odd'],
        )
        const read = new LatencySum()
        addEntries(bytes, (key, _step, names) => (names[key] === 'even' ? read : null))
        const direct = new LatencySum()
        histograms.filter((_, at) => at % 2 === 0).forEach((one) => direct.add(one))
        expect(read.toHistogram()).toEqual(direct.toHistogram())
      }),
    )
  })

  it('of the codec before, without packed counts, adds up to the same', () => {
    const read = new LatencySum()
    addEntries(Buffer.from(BLOCK_OF_CODEC_1, 'base64'), (key, step, names) => {
      expect([key, step, names]).toEqual([1, 3, ['a', 'b']])
      return read
    })
    const direct = new LatencySum()
    direct.add({
      layers: [
        layerOfObservations([1, 2, 2, 3, 3.1, 3.2, 3.3, 40]),
        { kind: 'bounds', boundsMs: Float64Array.of(1, 5), counts: Float64Array.of(1, 300, 2) },
      ],
      count: 311,
      sumMs: 99.5,
      minMs: 1,
      maxMs: 40,
      errorCount: 1,
      errorsKnownOf: 2,
    })
    expect(read.toHistogram()).toEqual(direct.toHistogram())
  })

  it('packs counts where most neighbouring buckets hold something', () => {
    const counts = Float64Array.from({ length: 300 }, (_, at) => at % 10)
    const packed: Histogram = {
      layers: [{ kind: 'exponential', unitMs: 1, scale: 5, zeroCount: 0, zeroMs: 0, offset: -120, counts }],
      count: 1350,
      sumMs: 1,
      minMs: NaN,
      maxMs: NaN,
      errorCount: 0,
      errorsKnownOf: 0,
    }
    const bytes = encodeEntries([{ key: 1, step: 0, histogram: packed }], [])
    expect(bytes.length).toBeLessThan(200)
    const read = new LatencySum()
    addEntries(bytes, () => read)
    const direct = new LatencySum()
    direct.add(packed)
    expect(read.toHistogram()).toEqual(direct.toHistogram())
  })

  it('that is damaged is named so, and never read beyond its end', () => {
    const bytes = encodeEntries(
      [{ key: 1, step: 0, histogram: fc.sample(histogram, { numRuns: 1, seed: 1 })[0] ?? fail() }],
      [],
    )
    for (let length = 0; length < bytes.length; length += 1)
      try {
        addEntries(bytes.subarray(0, length), () => new LatencySum())
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptBlockError)
      }
  })
})

const fail = (): never => {
  throw new Error('there is one')
}
