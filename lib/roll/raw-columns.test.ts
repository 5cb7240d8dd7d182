import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sortColumn } from '@/lib/core/merge-samples'
import { wordsOf } from '@/lib/core/stale'
import { bytesOfFloats } from '@/lib/store/test-values'
import { ADDED, CONFLICT_LOST, CONFLICT_WON, DUPLICATE, RawColumns } from './raw-columns'

const SERIES = 5
const STALE_BITS = 0x7ff0000000000002n
const bitsOf = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0] ?? 0n

const anySample = fc.record({
  series: fc.integer({ min: 0, max: SERIES - 1 }),
  timeMs: fc.integer({ min: 0, max: 60 }),
  bits: fc.constantFrom(bitsOf(1), bitsOf(-1), bitsOf(2.5), STALE_BITS, bitsOf(NaN)),
})

const describeColumn = (timesMs: Float64Array, values: Float64Array) => [
  [...timesMs],
  bytesOfFloats(values).toString('hex'),
]

it('samples in any order become sorted, unique columns by the rule of the domain', () => {
  fc.assert(
    fc.property(
      fc.array(anySample, { maxLength: 200 }),
      fc.integer({ min: 0, max: 61 }),
      (samples, trimMs) => {
        const raw = new RawColumns()
        const values = new Float64Array(BigUint64Array.from(samples, ({ bits }) => bits).buffer)
        const outcomes = samples.map(({ series, timeMs }, i) =>
          raw.add(series, timeMs, values, wordsOf(values), i),
        )
        const count = (...wanted: number[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length
        let added = 0
        let duplicates = 0
        let conflicts = 0
        raw.trim(trimMs)
        for (let series = 0; series < SERIES; series++) {
          const own = samples.filter((sample) => sample.series === series)
          const bits = BigUint64Array.from(own, (sample) => sample.bits)
          const model = sortColumn(
            Float64Array.from(own, ({ timeMs }) => timeMs),
            new Float64Array(bits.buffer),
          )
          added += model.column.timesMs.length
          duplicates += model.duplicates
          conflicts += model.conflicts
          const first = model.column.timesMs.findIndex((timeMs) => timeMs >= trimMs)
          const kept = first < 0 ? model.column.timesMs.length : first
          const cut = raw.cut(series, -Infinity, Infinity)
          expect(cut ? describeColumn(cut.timesMs, cut.values) : [[], '']).toEqual(
            describeColumn(model.column.timesMs.slice(kept), model.column.values.slice(kept)),
          )
        }
        expect([count(ADDED), count(DUPLICATE), count(CONFLICT_LOST, CONFLICT_WON)]).toEqual([
          added,
          duplicates,
          conflicts,
        ])
      },
    ),
    { numRuns: 300 },
  )
})

it('a cut holds the samples from its begin up to, but not at, its end', () => {
  const raw = new RawColumns()
  const values = Float64Array.of(1, 2, 3, 4)
  for (const [i, timeMs] of [10, 20, 30, 40].entries()) raw.add(300, timeMs, values, wordsOf(values), i)
  expect([...(raw.cut(300, 20, 40)?.values ?? [])]).toEqual([2, 3])
  expect(raw.cut(300, 41, 99)).toBeUndefined()
  expect(raw.cut(7, 0, 99)).toBeUndefined()
  expect([raw.has(300, 20, 21), raw.has(300, 21, 30), raw.has(7, 0, 99)]).toEqual([true, false, false])
})
