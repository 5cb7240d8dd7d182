import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricHistory } from '../fleet-history'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../times'
import { findOnsets } from './find-onsets'
import { medianOf, medianAmong } from './median'

const STEPS = 1440
const ALL = { fromMs: 0, toMs: DAY_MS }

/** Even enough to be noise, and always the same. */
const noise = (step: number): number => ((Math.imul(step + 1, 2654435761) >>> 0) / 2 ** 32 - 0.5) * 0.02

const historyOf = (...series: ((step: number) => number)[]): MetricHistory => {
  const values = new Float32Array(series.length * STEPS)
  series.forEach((valueAt, row) => {
    for (let step = 0; step < STEPS; step += 1) values[row * STEPS + step] = valueAt(step)
  })
  const rows = series.map((_, node) => ({ node, device: '' }))
  return { metric: 'm', startMs: 0, stepMs: MINUTE_MS, stepCount: STEPS, rows, values }
}

const onsetsOf = (history: MetricHistory, { floor = 0.02, higherIsWorse = true, window = ALL } = {}) => {
  const found = findOnsets(history, { floor, higherIsWorse, window })
  return Array.from({ length: found.length }, (_, at) => ({
    row: found.row[at] ?? -1,
    level: found.level[at] ?? -1,
    minute: (found.startMs[at] ?? NaN) / MINUTE_MS,
    minutes: (found.lengthMs[at] ?? NaN) / MINUTE_MS,
    rise: found.rise[at] ?? NaN,
  }))
}

const burst = (first: number, length: number, height: number) => (step: number) =>
  0.2 + noise(step) + (step >= first && step < first + length ? height : 0)

describe('onsets', () => {
  it('are found at every level that a burst reaches, when it begins and for as long as it lasts', () => {
    const found = onsetsOf(historyOf(burst(400, 12, 0.6)))
    expect(found.map(({ level }) => level)).toEqual([0, 1, 2])
    for (const { minute, minutes, rise } of found) {
      expect([minute, minutes]).toEqual([400, 12])
      expect(rise).toBeCloseTo(0.6, 1)
    }
  })

  it('of a counter that is always zero are its errors', () => {
    const found = onsetsOf(
      historyOf((step) => (step === 700 ? 3 : 0)),
      { floor: 0 },
    )
    expect(found.map(({ level, minute }) => [level, minute])).toEqual([
      [0, 700],
      [1, 700],
      [2, 700],
    ])
  })

  it('of what never moves, or was never measured, are none', () => {
    expect(
      onsetsOf(
        historyOf(
          () => 5,
          () => 0,
          () => NaN,
        ),
        { floor: 0 },
      ),
    ).toEqual([])
  })

  it('are not those of the time of day', () => {
    const day = (step: number) => 0.4 + 0.3 * Math.sin((2 * Math.PI * step) / STEPS) + noise(step)
    const window = { fromMs: HOUR_MS, toMs: DAY_MS - HOUR_MS }
    expect(onsetsOf(historyOf(day), { window })).toEqual([])
  })

  it('of one burst with a short gap are one', () => {
    const gap = (step: number) => (step === 405 ? NaN : burst(400, 12, 0.6)(step))
    expect(onsetsOf(historyOf(gap))).toHaveLength(3)
  })

  it('of a plateau that trembles around the threshold are one, for as long as it holds', () => {
    const plateau = (step: number) =>
      step >= 400 && step < 460 ? 0.2 + noise(step) + (step % 8 < 4 ? 0.06 : 0.12) : burst(0, 0, 0)(step)
    const [first, ...others] = onsetsOf(historyOf(plateau), { floor: 0.1 })
    expect(first?.minute).toBeLessThan(410)
    expect(first?.minutes).toBeGreaterThan(45)
    expect(others.filter(({ level }) => level === 0)).toEqual([])
  })

  it('are left out where nobody saw the begin', () => {
    const late = (step: number) => (step < 390 ? NaN : burst(390, 12, 0.6)(step))
    expect(onsetsOf(historyOf(late))).toEqual([])
  })

  it('go down where lower is worse', () => {
    const found = onsetsOf(
      historyOf((step) => 1 - burst(400, 12, 0.6)(step)),
      { higherIsWorse: false },
    )
    expect(found).toHaveLength(3)
  })

  it('outside of the window are not told', () => {
    expect(
      onsetsOf(historyOf(burst(400, 12, 0.6)), { window: { fromMs: 500 * MINUTE_MS, toMs: DAY_MS } }),
    ).toEqual([])
  })

  it('do not depend on level or scale of the series', () => {
    const places = fc.record({
      first: fc.integer({ min: 60, max: 1300 }),
      length: fc.integer({ min: 4, max: 25 }),
      scale: fc.constantFrom(0.5, 2, 64),
      level: fc.constantFrom(0, 1, -3),
    })
    fc.assert(
      fc.property(places, ({ first, length, scale, level }) => {
        const plain = burst(first, length, 0.5)
        const found = onsetsOf(historyOf(plain), { floor: 0 })
        const moved = onsetsOf(
          historyOf((step) => level + scale * plain(step)),
          { floor: 0 },
        )
        const timesOf = (all: typeof found) =>
          all.filter(({ level: k }) => k === 2).map(({ minute }) => minute)
        expect(timesOf(found).length).toBeGreaterThan(0)
        expect(timesOf(moved)).toEqual(timesOf(found))
      }),
      { numRuns: 40 },
    )
  })

  it('of one row do not depend on the other rows', () => {
    const [one, other] = [burst(300, 10, 0.5), burst(900, 20, 0.3)]
    const alone = [
      onsetsOf(historyOf(one)),
      onsetsOf(historyOf(other)).map((onset) => ({ ...onset, row: 1 })),
    ]
    expect(onsetsOf(historyOf(one, other))).toEqual(alone.flat())
  })
})

describe('the median', () => {
  it('is what sorting puts in the middle', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 80 }), (values) => {
        const sorted = Float32Array.from(values).sort()
        expect(medianOf(Float32Array.from(values), values.length) + 0).toBe(
          (sorted[(values.length - 1) >> 1] ?? NaN) + 0,
        )
      }),
    )
  })

  it('among neighbours is the value itself where one of them is missing', () => {
    expect(medianAmong(3, 1, 2)).toBe(2)
    expect(medianAmong(NaN, 3, 1)).toBe(3)
    expect(medianAmong(4, NaN, 2)).toBe(3)
    expect(medianAmong(NaN, NaN, 4)).toBeNaN()
  })
})
