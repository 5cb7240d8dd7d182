import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerOfObservations } from './exponential-index'
import {
  DEFAULT_SCALE,
  MOST_BUCKETS,
  type BoundsLayer,
  type Histogram,
  type HistogramLayer,
} from './histogram'
import { toIntervals, worstErrorOf } from './intervals'
import { LatencySum } from './latency-sum'
import { quantilesOf, shareAbove } from './quantiles'
import { countOf } from './cumulative'

const SHARES = [0, 0.5, 0.9, 0.99, 0.999, 1]

const histogramOf = (layer: HistogramLayer): Histogram => ({
  layers: [layer],
  count: countOf(layer),
  sumMs: NaN,
  minMs: NaN,
  maxMs: NaN,
  errorCount: 0,
  errorsKnownOf: 0,
})

const inBounds = (values: readonly number[], bounds: readonly number[]): BoundsLayer => {
  const counts = new Float64Array(bounds.length + 1)
  for (const value of values) {
    const found = bounds.findIndex((bound) => value <= bound)
    const at = found < 0 ? bounds.length : found
    counts[at] = (counts[at] ?? 0) + 1
  }
  return { kind: 'bounds', boundsMs: Float64Array.from(bounds), counts }
}

/** From two even numbers: log-normal, Pareto, or one of two far peaks. */
const heavyTailed = fc
  .tuple(
    fc.double({ min: 1e-9, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom('log-normal', 'pareto', 'two'),
  )
  .map(([one, other, kind]) => {
    const normal = Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other)
    if (kind === 'log-normal') return 40 * Math.exp(1.5 * normal)
    if (kind === 'pareto') return 5 * one ** (-1 / 1.1)
    return other < 0.9 ? 1 + Math.abs(normal) : 30_000 * (1 + Math.abs(normal) / 10)
  })
const observations = fc.array(
  fc.oneof({ weight: 20, arbitrary: heavyTailed }, { weight: 1, arbitrary: fc.constant(0) }),
  {
    minLength: 1,
    maxLength: 400,
  },
)
const boundsList = fc
  .uniqueArray(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 })
  .map((bounds) => bounds.sort((one, other) => one - other))

const exactQuantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(1, Math.ceil(share * sorted.length - 1e-9 * sorted.length)) - 1] ?? NaN

const ascending = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other)

const boundAll = (values: readonly number[], histogram: Histogram) => {
  const intervals = toIntervals(histogram)
  const sorted = ascending(values)
  quantilesOf(intervals, SHARES)?.forEach(({ low, high }, at) => {
    const exact = exactQuantile(sorted, SHARES[at] ?? 0)
    expect(exact).toBeGreaterThanOrEqual(low)
    expect(exact).toBeLessThanOrEqual(high)
  })
  for (const limitMs of [0.5, 40, 1000, ...sorted.slice(0, 5)]) {
    const exact = values.filter((value) => value > limitMs).length / values.length
    const share = shareAbove(intervals, limitMs)
    expect(exact).toBeGreaterThanOrEqual((share?.low ?? NaN) - 1e-12)
    expect(exact).toBeLessThanOrEqual((share?.high ?? NaN) + 1e-12)
  }
}

describe('quantiles of buckets', () => {
  it('are within two percent of the exact ones, and always between their bounds', () => {
    fc.assert(
      fc.property(observations, (values) => {
        const histogram = histogramOf(layerOfObservations(values))
        boundAll(values, histogram)
        expect(worstErrorOf(toIntervals(histogram))).toBeLessThanOrEqual(0.02)
        const sorted = ascending(values)
        quantilesOf(toIntervals(histogram), SHARES)?.forEach(({ value }, at) => {
          const exact = exactQuantile(sorted, SHARES[at] ?? 0)
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(0.02 * exact)
        })
      }),
    )
  })

  it('stay between their bounds whatever kinds of buckets are mixed', () => {
    fc.assert(
      fc.property(
        observations,
        observations,
        observations,
        boundsList,
        boundsList,
        (one, two, three, list, other) => {
          const sum = new LatencySum()
          sum.add(histogramOf(layerOfObservations(one)))
          sum.add(histogramOf(inBounds(two, list)))
          sum.add(histogramOf(inBounds(three, other)))
          boundAll([...one, ...two, ...three], sum.toHistogram())
        },
      ),
    )
  })
})

describe('a sum of histograms', () => {
  const split = fc.array(fc.array(heavyTailed, { maxLength: 60 }), { minLength: 1, maxLength: 8 })

  it('is that of all observations at once, in any order', () => {
    fc.assert(
      fc.property(split, fc.boolean(), (parts, isReversed) => {
        const sum = new LatencySum()
        for (const part of isReversed ? parts.toReversed() : parts)
          sum.add(histogramOf(layerOfObservations(part)))
        expect(sum.toHistogram().layers).toEqual([layerOfObservations(parts.flat())])
      }),
    )
  })

  it('has the scale of the coarsest part and never more buckets than it may', () => {
    const value = fc.integer({ min: -1000, max: 1000 })
    const part = fc.record({
      scale: fc.integer({ min: -4, max: 20 }),
      offset: value,
      length: fc.integer({ min: 1, max: 50 }),
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (parts) => {
        const sum = new LatencySum()
        let total = 0
        for (const { scale, offset, length } of parts) {
          const layer: HistogramLayer = {
            kind: 'exponential',
            unitMs: 1,
            scale,
            zeroCount: 1,
            zeroMs: 0,
            offset,
            counts: new Float64Array(length).fill(2),
          }
          total += countOf(layer)
          sum.add(histogramOf(layer))
        }
        const [layer] = sum.toHistogram().layers
        if (layer?.kind !== 'exponential') throw new Error('it is exponential')
        expect(layer.counts.length).toBeLessThanOrEqual(MOST_BUCKETS)
        expect(layer.scale).toBeLessThanOrEqual(Math.min(...parts.map(({ scale }) => scale)))
        expect(countOf(layer)).toBe(total)
      }),
    )
  })

  it('keeps the default scale over forty doublings', () => {
    const layer = layerOfObservations([1e-6, 1e6])
    expect([layer.scale, layer.counts.length < MOST_BUCKETS]).toEqual([DEFAULT_SCALE, true])
  })

  it('of very many lists of bounds still counts everything', () => {
    const sum = new LatencySum()
    for (let list = 0; list < 100; list += 1) sum.add(histogramOf(inBounds([3, 50], [10, 20 + list])))
    const histogram = sum.toHistogram()
    expect(histogram.layers.length).toBeLessThanOrEqual(33)
    expect(histogram.layers.reduce((count, layer) => count + countOf(layer), 0)).toBe(200)
    boundAll(Array.from({ length: 100 }, () => [3, 50]).flat(), histogram)
  })
})
