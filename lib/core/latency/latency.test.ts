import { describe, expect, it } from 'vitest'
import { incrementOf, layerOfCumulative } from './cumulative'
import { layerOfObservations } from './exponential-index'
import type { ExponentialLayer, Histogram, HistogramLayer } from './histogram'
import { toIntervals, worstErrorOf } from './intervals'
import { chooseGrid, countRows, differenceOf, sharesOf } from './latency-grid'
import { findModes } from './modes'
import { quantilesOf, shareInside } from './quantiles'

const FIGURES = { count: 1, sumMs: NaN, minMs: NaN, maxMs: NaN, errorCount: 0, errorsKnownOf: 0 }
const of = (...layers: HistogramLayer[]): Histogram => ({ ...FIGURES, layers })
const bounds = (boundsMs: number[], counts: number[]): HistogramLayer => ({
  kind: 'bounds',
  boundsMs: Float64Array.from(boundsMs),
  counts: Float64Array.from(counts),
})
const exponential = (change: Partial<ExponentialLayer>): ExponentialLayer => ({
  kind: 'exponential',
  unitMs: 1,
  scale: 0,
  zeroCount: 0,
  zeroMs: 0,
  offset: 0,
  counts: new Float64Array(),
  ...change,
})

/** Normal on a log scale, without chance. */
const logNormal = (count: number, medianMs: number, spread: number): number[] =>
  Array.from({ length: count }, (_, at) => {
    const share = (at + 0.5) / count
    return medianMs * Math.exp(spread * 1.8 * Math.tan(Math.PI * 0.45 * (share - 0.5)))
  })

describe('classic buckets', () => {
  it('bound a quantile as widely as they are, and not at all beyond the last bound', () => {
    const intervals = toIntervals(of(bounds([100, 500], [0, 98, 2])))
    expect(quantilesOf(intervals, [0.5, 0.99])).toEqual([
      { value: 2 / (1 / 100 + 1 / 500), low: 100, high: 500 },
      { value: NaN, low: 500, high: Infinity },
    ])
    expect(worstErrorOf(intervals)).toBe(Infinity)
  })

  it('are bounded by the lowest and highest that a sender tells', () => {
    const told = { ...of(bounds([100], [1, 1])), minMs: 80, maxMs: 120 }
    expect(quantilesOf(toIntervals(told), [0, 1])?.map(({ low, high }) => [low, high])).toEqual([
      [80, 100],
      [100, 120],
    ])
  })

  it('that fall are repaired, and those without a last one are none', () => {
    expect(layerOfCumulative({ boundsMs: [1, 2, Infinity], cumulative: [5, 4, 9] })).toEqual(
      bounds([1, 2], [5, 0, 4]),
    )
    expect(layerOfCumulative({ boundsMs: [1, 2], cumulative: [1, 2] })).toBeNull()
  })
})

describe('rows', () => {
  it('of one ratio hold everything once', () => {
    const histogram = of(layerOfObservations([0, 1, 3, 40, 41, 29_000]))
    const grid = chooseGrid([histogram])
    const rows = countRows(grid, histogram)
    expect(grid.rows).toBe('exponential')
    expect([rows[0], rows.at(-1), rows.reduce((sum, count) => sum + count, 0)]).toEqual([1, 0, 6])
    expect(grid.edgesMs.length).toBeLessThanOrEqual(121)
  })

  it('of different bounds are those that all have in common', () => {
    const one = of(bounds([1, 10, 100], [1, 2, 3, 4]))
    const other = of(bounds([5, 10, 50, 100], [1, 1, 1, 1, 1]))
    const grid = chooseGrid([one, other])
    expect([...grid.edgesMs]).toEqual([10, 100])
    expect([...countRows(grid, one)]).toEqual([3, 3, 4])
    expect([...countRows(grid, other)]).toEqual([2, 2, 1])
  })

  it('of mixed kinds spread nothing over rows that it was not observed in', () => {
    const mixed = of(layerOfObservations([3, 30, 300]), bounds([10, 100], [0, 5, 0]))
    const grid = chooseGrid([mixed])
    expect([grid.rows, ...countRows(grid, mixed)]).toEqual(['mixed', 1, 6, 1])
  })

  it('of two distributions are compared by share', () => {
    const shares = sharesOf(Float64Array.from([1, 3]))
    expect([...differenceOf(shares, sharesOf(Float64Array.from([1, 1])))]).toEqual([-0.25, 0.25])
    expect(differenceOf(shares, sharesOf(new Float64Array(2)))).toHaveLength(0)
  })
})

describe('modes', () => {
  it('finds both of two far peaks, and their shares', () => {
    const values = [...logNormal(900, 40, 0.4), ...logNormal(100, 30_000, 0.2)]
    const modes = findModes(toIntervals(of(layerOfObservations(values))))
    expect(modes).toHaveLength(2)
    expect(modes[0]?.peakMs).toBeGreaterThan(30)
    expect(modes[0]?.peakMs).toBeLessThan(55)
    expect(modes[1]?.peakMs).toBeGreaterThan(25_000)
    expect(modes[1]?.share).toBeCloseTo(0.1, 2)
  })

  it('finds one of one peak, however long its tail', () => {
    const values = Array.from({ length: 2000 }, (_, at) => 5 * ((at + 0.5) / 2000) ** (-1 / 1.2))
    expect(findModes(toIntervals(of(layerOfObservations(values))))).toHaveLength(1)
    expect(findModes(toIntervals(of(layerOfObservations(logNormal(300, 40, 0.8)))))).toHaveLength(1)
  })

  it('finds none without observations', () => {
    expect(findModes(toIntervals(of(layerOfObservations([]))))).toEqual([])
  })
})

describe('shareInside', () => {
  it('says how much lies between two limits', () => {
    const intervals = toIntervals(of(bounds([10, 100, 1000], [1, 1, 1, 1])))
    expect(shareInside(intervals, 10, 1000)).toMatchObject({ low: 0.5, high: 0.5 })
    expect(shareInside(intervals, 50, 1000)).toMatchObject({ low: 0.25, high: 0.5 })
    expect(shareInside(intervals, 0, Infinity)).toEqual({ value: 1, low: 1, high: 1 })
  })
})

describe('incrementOf', () => {
  it('is the difference of two tellings', () => {
    const before = { ...of(bounds([10], [1, 2])), count: 3, sumMs: 100 }
    const after = { ...of(bounds([10], [4, 2])), count: 6, sumMs: 130 }
    expect(incrementOf(before, after)).toMatchObject({ count: 3, sumMs: 30, layers: [bounds([10], [3, 0])] })
  })

  it('begins anew after a reset', () => {
    const before = { ...of(bounds([10], [1, 2])), count: 3 }
    const after = { ...of(bounds([10], [1, 0])), count: 1 }
    expect(incrementOf(before, after)).toMatchObject({ count: 1, layers: [bounds([10], [1, 0])] })
  })

  it('uses the bounds that both have', () => {
    const before = { ...of(bounds([5, 10], [1, 1, 1])), count: 3 }
    const after = { ...of(bounds([10, 20], [4, 1, 1])), count: 6 }
    expect(incrementOf(before, after)?.layers).toEqual([bounds([10], [2, 1])])
  })

  it('brings what was finer before down to what is told now', () => {
    const before = {
      ...of(exponential({ scale: 1, offset: 2, counts: Float64Array.from([1, 1]) })),
      count: 2,
    }
    const after = { ...of(exponential({ scale: 0, offset: 1, counts: Float64Array.from([5]) })), count: 5 }
    expect(incrementOf(before, after)?.layers[0]).toMatchObject({
      scale: 0,
      offset: 1,
      counts: Float64Array.from([3]),
    })
  })

  it('counts what a wider zero swallowed with the zeros', () => {
    const before = { ...of(exponential({ offset: 0, counts: Float64Array.from([2, 3]) })), count: 5 }
    const after = {
      ...of(exponential({ zeroCount: 3, zeroMs: 2, offset: 1, counts: Float64Array.from([4]) })),
      count: 7,
    }
    expect(incrementOf(before, after)).toMatchObject({
      count: 2,
      layers: [{ zeroCount: 1, zeroMs: 2, offset: 0, counts: Float64Array.from([0, 1]) }],
    })
  })
})
