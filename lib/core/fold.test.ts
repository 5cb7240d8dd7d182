import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMaxima, ClockFolder, createBinMaxima, type BinMaxima } from './fold'
import { BINS_PER_DAY, localDays } from './local-days'
import { BUCKET_MS, MINUTE_MS } from './times'

const NOW_MS = Date.parse('2026-11-20T12:00:00Z')
const DAYS = 9
const utc = localDays(NOW_MS, DAYS, 'UTC')

const sorted = (values: readonly number[]) => [...values].sort((one, other) => one - other)
const medianOf = (values: readonly number[]) => sorted(values)[Math.floor((values.length - 1) / 2)] ?? NaN

/** The definitions, written down without a thought for time or memory. */
const naive = (maxima: BinMaxima) => {
  const measured = [...maxima].filter((value, at) => value === value && at % 5 === 0)
  const median = medianOf(measured)
  const distances = measured.map((value) => Math.fround(Math.abs(value - median)))
  const threshold = median + 3.5 * 1.4826 * medianOf(distances)
  const ofBin = (bin: number) => {
    const values = sorted([...maxima].filter((value, at) => value === value && at % BINS_PER_DAY === bin))
    const days = values.length
    const rank = (days - 1) * 0.95
    const below = values[Math.floor(rank)] ?? NaN
    const above = values[Math.ceil(rank)] ?? NaN
    return {
      days,
      mean: values.reduce((sum, value) => sum + value, 0) / days,
      p95: below + (above - below) * (rank - Math.floor(rank)),
      max: values.at(-1) ?? NaN,
      exceedShare: values.filter((value) => value > threshold).length / days,
    }
  }
  return { threshold, ofBin }
}

/** Some bins of some days, the others not measured. */
const anyMaxima = fc
  .array(
    fc.record({
      day: fc.nat({ max: DAYS - 1 }),
      bin: fc.nat({ max: 5 }),
      value: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.float({ min: 0, max: 1, noNaN: true })),
    }),
    { maxLength: 120 },
  )
  .map((cells) => {
    const maxima = createBinMaxima(utc, 1)
    for (const { day, bin, value } of cells) maxima[day * BINS_PER_DAY + bin] = value
    return maxima
  })

describe('the fold of a node', () => {
  it('is what its definition says, for any values and any gaps', () => {
    const folder = new ClockFolder(DAYS)
    fc.assert(
      fc.property(anyMaxima, (maxima) => {
        const folded = folder.fold(maxima)
        const expected = naive(maxima)
        expect(folded.threshold).toBe(expected.threshold)
        for (let bin = 0; bin < 7; bin += 1) {
          const { days, mean, p95, max, exceedShare } = expected.ofBin(bin)
          expect([folded.days[bin], folded.max[bin], folded.exceedShare[bin]]).toEqual([
            days,
            max,
            exceedShare,
          ])
          if (days === 0) expect([folded.mean[bin], folded.p95[bin]]).toEqual([NaN, NaN])
          else {
            expect(folded.mean[bin]).toBeCloseTo(mean, 9)
            expect(folded.p95[bin]).toBeCloseTo(p95, 9)
          }
        }
      }),
    )
  })

  it('tells measured zeros from what was not measured', () => {
    const maxima = createBinMaxima(utc, 1)
    for (let day = 0; day < DAYS; day += 1) maxima[day * BINS_PER_DAY] = 0
    const { mean, p95, exceedShare, days } = new ClockFolder(DAYS).fold(maxima)
    expect([mean[0], p95[0], exceedShare[0], days[0]]).toEqual([0, 0, 0, DAYS])
    expect([mean[1], p95[1], exceedShare[1], days[1]]).toEqual([NaN, NaN, NaN, 0])
  })

  it('finds five minutes that stand out on every third day', () => {
    const maxima = createBinMaxima(utc, 1)
    for (let at = 0; at < maxima.length; at += 1) maxima[at] = 10 + (at % 3)
    for (let day = 0; day < DAYS; day += 3) maxima[day * BINS_PER_DAY + 72] = 99
    const { exceedShare, threshold } = new ClockFolder(DAYS).fold(maxima)
    expect(threshold).toBeLessThan(99)
    expect([exceedShare[71], exceedShare[72]]).toEqual([0, 1 / 3])
  })
})

describe('maxima of blocks', () => {
  const FIRST = Int32Array.of(0)
  const block = (startMs: number, rows: readonly (readonly number[])[]) => ({
    startMs,
    stepCount: rows.length,
    max: Float32Array.from(rows.flat()),
  })

  it('reach the days of their own columns, and those of no column none', () => {
    const maxima = createBinMaxima(utc, 2)
    const rows = [
      [1, 2, 3],
      [4, 5, NaN],
    ]
    addMaxima(maxima, block(utc.fromMs + BUCKET_MS, rows), Int32Array.of(1, -1, 0), utc)
    expect([...maxima.subarray(0, 4)]).toEqual([NaN, 3, NaN, NaN])
    expect([...maxima.subarray(maxima.length / 2).subarray(0, 4)]).toEqual([NaN, 1, 4, NaN])
  })

  it('outside the days are left out', () => {
    const maxima = createBinMaxima(utc, 1)
    addMaxima(maxima, block(utc.fromMs - BUCKET_MS, [[1], [2]]), FIRST, utc)
    addMaxima(maxima, block(utc.toMs - BUCKET_MS, [[3], [4]]), FIRST, utc)
    expect([...maxima.filter((value) => value === value)]).toEqual([2, 3])
  })

  it('of an hour that the clock shows twice count once, as the higher of both', () => {
    const changing = localDays(Date.parse('2026-10-25T12:00:00Z'), 1, 'Europe/Berlin')
    const maxima = createBinMaxima(changing, 1)
    const firstMs = Date.parse('2026-10-25T00:30:00Z')
    addMaxima(maxima, block(firstMs, [[5]]), FIRST, changing)
    addMaxima(maxima, block(firstMs + 60 * MINUTE_MS, [[3]]), FIRST, changing)
    expect(new ClockFolder(1).fold(maxima).days[30]).toBe(1)
    expect(maxima[30]).toBe(5)
  })
})
