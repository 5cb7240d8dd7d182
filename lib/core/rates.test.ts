import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_RATE_GAP_MS, rateColumn } from './rates'
import type { Column } from './series'
import { writeStaleMarker } from './stale'

const column = (...samples: [number, number][]): Column => ({
  timesMs: Float64Array.from(samples, ([timeMs]) => timeMs),
  values: Float64Array.from(samples, ([, value]) => value),
})
const perSecond = (of: Column, wrapsAt?: number): number[] => [
  ...rateColumn(of, wrapsAt === undefined ? {} : { wrapsAt }).perSecond,
]

describe('rateColumn', () => {
  test('growth is per second, and the first sample has none', () => {
    expect(perSecond(column([0, 100], [10_000, 150], [25_000, 150]))).toEqual([NaN, 5, 0])
  })
  test('a reset is a gap, and growth restarts from the value after it', () => {
    expect(perSecond(column([0, 100], [10_000, 7], [20_000, 17]))).toEqual([NaN, NaN, 1])
  })
  test('a silence longer than the greatest gap is a gap', () => {
    const at = MAX_RATE_GAP_MS
    expect(perSecond(column([0, 0], [at, 300], [2 * at + 1, 600]))).toEqual([NaN, 1, NaN])
  })
  test('a stale marker, NaN, an infinity or a negative value is a gap on both sides', () => {
    const stale = column([0, 0], [1000, 1], [2000, 2], [3000, 3])
    writeStaleMarker(stale.values, 1)
    expect(perSecond(stale)).toEqual([NaN, NaN, NaN, 1])
    for (const odd of [NaN, Infinity, -Infinity, -1])
      expect(perSecond(column([0, 0], [1000, odd], [2000, 2], [3000, 3]))).toEqual([NaN, NaN, NaN, 1])
  })
  test('a 32-bit counter that wraps goes on, where the counter is known to wrap', () => {
    const wrapping = column([0, 2 ** 32 - 100], [10_000, 900])
    expect(perSecond(wrapping, 2 ** 32)).toEqual([NaN, 100])
    expect(perSecond(wrapping)).toEqual([NaN, NaN])
  })
  test('a fall from the middle of the range is a reset, not a wrap', () => {
    expect(perSecond(column([0, 2 ** 31], [10_000, 5]), 2 ** 32)).toEqual([NaN, NaN])
    expect(perSecond(column([0, 2 ** 32 - 1], [10_000, 2 ** 31]), 2 ** 32)).toEqual([NaN, NaN])
  })
  test('samples of a clock that was set back, sorted by time, never give a negative rate', () => {
    const rates = perSecond(column([0, 0], [10_000, 10], [15_000, 30], [20_000, 20], [25_000, 40]))
    expect(rates.every((rate) => !(rate < 0))).toBe(true)
    expect(rates[3]).toBeNaN()
  })
})

const samples = fc.array(
  fc.record({
    stepMs: fc.integer({ min: 1, max: 2 * MAX_RATE_GAP_MS }),
    value: fc.oneof(fc.integer({ min: 0, max: 2 ** 33 }), fc.constantFrom(NaN, Infinity, -1, 0, 2 ** 32 - 1)),
  }),
  { maxLength: 40 },
)
const toColumn = (steps: readonly { stepMs: number; value: number }[]): Column => {
  let timeMs = 0
  return column(...steps.map(({ stepMs, value }): [number, number] => [(timeMs += stepMs), value]))
}

describe('rates of any samples', () => {
  test('are never negative and never infinite', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(0, 2 ** 32), (steps, wrapsAt) => {
        const { perSecond: rates, increments } = rateColumn(toColumn(steps), { wrapsAt })
        for (const value of [...rates, ...increments])
          expect(Number.isNaN(value) || (value >= 0 && value < Infinity)).toBe(true)
      }),
    )
  })
  test('depend on nothing but a sample and the one before it: any part gives what the whole gives', () => {
    fc.assert(
      fc.property(samples, fc.nat(40), (steps, cut) => {
        const whole = toColumn(steps)
        const part: Column = { timesMs: whole.timesMs.slice(cut), values: whole.values.slice(cut) }
        expect([...rateColumn(part).perSecond].slice(1)).toEqual(
          [...rateColumn(whole).perSecond].slice(cut + 1),
        )
      }),
    )
  })
  test('leaving out a sample of a growing counter moves its growth to the next one', () => {
    const growing = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(growing, fc.nat(), (growth, pick) => {
        let total = 0
        const whole = column(...growth.map((by, index): [number, number] => [index * 1000, (total += by)]))
        const skipped = 1 + (pick % (growth.length - 2))
        const kept = [...whole.timesMs.keys()].filter((index) => index !== skipped)
        const thinned = column(
          ...kept.map((index): [number, number] => [whole.timesMs[index] ?? NaN, whole.values[index] ?? NaN]),
        )
        const sum = (of: Column) =>
          rateColumn(of)
            .increments.slice(1)
            .reduce((a, b) => a + b, 0)
        expect(sum(thinned)).toBe(sum(whole))
      }),
    )
  })
})
