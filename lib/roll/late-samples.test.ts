import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sortColumn } from '@/lib/core/merge-samples'
import { wordsOf } from '@/lib/core/stale'
import { LateSamples } from './late-samples'

const anySample = fc.record({
  series: fc.integer({ min: 0, max: 4 }),
  timeMs: fc.integer({ min: 0, max: 50 }),
  value: fc.constantFrom(1, -1, 2.5, NaN),
})
type AnySample = typeof anySample extends fc.Arbitrary<infer Sample> ? Sample : never

const ENTRY_SAMPLES = 7
const seqOf = (index: number): number => 10 + Math.floor(index / ENTRY_SAMPLES)

function pushAll(late: LateSamples, samples: readonly AnySample[]): void {
  const values = Float64Array.from(samples, ({ value }) => value)
  samples.forEach(({ series, timeMs }, i) => {
    late.push(seqOf(i), series, timeMs, wordsOf(values), i)
  })
}

function expectTaken(taken: ReturnType<LateSamples['take']>, expected: readonly AnySample[]): void {
  const found = { duplicates: 0, conflicts: 0 }
  for (let series = 0; series < 5; series++) {
    const own = expected.filter((sample) => sample.series === series)
    const model = sortColumn(
      Float64Array.from(own, ({ timeMs }) => timeMs),
      Float64Array.from(own, ({ value }) => value),
    )
    found.duplicates += model.duplicates
    found.conflicts += model.conflicts
    const [start, end] = [taken.starts[series] ?? 0, taken.ends[series] ?? 0]
    expect(taken.timesMs.slice(start, end)).toEqual(model.column.timesMs)
    expect(taken.values.slice(start, end)).toEqual(model.column.values)
  }
  expect({ duplicates: taken.duplicates, conflicts: taken.conflicts }).toEqual(found)
}

it('what is before the time is taken, sorted and unique; the rest waits, and the log with it', () => {
  fc.assert(
    fc.property(
      fc.array(anySample, { maxLength: 100 }),
      fc.integer({ min: 0, max: 51 }),
      (samples, beforeMs) => {
        const late = new LateSamples()
        pushAll(late, samples)
        const isBefore = ({ timeMs }: AnySample) => timeMs < beforeMs
        expectTaken(late.take(beforeMs, 1000), samples.filter(isBefore))
        const rest = samples.filter((sample) => !isBefore(sample))
        const times = rest.map(({ timeMs }) => timeMs)
        expect(late).toMatchObject({
          length: rest.length,
          oldestMs: Math.min(...times),
          sinceMs: rest.length > 0 ? 1000 : Infinity,
        })
        const firstLeft = samples.findIndex((sample) => !isBefore(sample))
        expect(late.firstSeq).toBe(firstLeft < 0 ? Infinity : seqOf(firstLeft))
        expectTaken(late.take(Infinity, 2000), rest)
        expect(late.firstSeq).toBe(Infinity)
      },
    ),
  )
})
