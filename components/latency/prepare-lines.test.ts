import { describe, expect, it } from 'vitest'
import { formatBounded } from './format-latency'
import { drawQuantile, placeNames } from './prepare-lines'

const AXIS = { lowMs: 1, highMs: 10_000 }

describe('a quantile', () => {
  it('is a line where buckets resolve it, and a band alone where they do not', () => {
    const drawn = drawQuantile(
      { quantile: 0.99, value: [100, 1000], low: [99, 500], high: [101, 2500] },
      AXIS,
    )
    expect(drawn.line).toBe('M0 0.5H1')
    expect(drawn.band.match(/M/g)).toHaveLength(2)
  })

  it('has a band to the top where no bucket bounds it, and no line', () => {
    const drawn = drawQuantile({ quantile: 0.99, value: [null], low: [10_000], high: [null] }, AXIS)
    expect(drawn.line).toBe('')
    expect(drawn.band).toBe('M0 0V0H1V0z')
    expect(drawn.end).toEqual({ step: 0, at: 0 })
  })

  it('has a gap where nothing was observed', () => {
    const drawn = drawQuantile(
      { quantile: 0.5, value: [10, null, 10], low: [10, null, 10], high: [10, null, 10] },
      AXIS,
    )
    expect(drawn.line).toBe('M0 0.75H1M2 0.75H3')
  })

  it('is told as a value, a range or a bound, as the buckets allow', () => {
    expect(formatBounded({ value: 100, low: 99, high: 101 })).toBe('100 ms')
    expect(formatBounded({ value: 700, low: 500, high: 1000 })).toBe('500 ms to 1 s')
    expect(formatBounded({ value: null, low: 10_000, high: null })).toBe('> 10 s')
    expect(formatBounded({ value: 3, low: 0, high: 5 })).toBe('≤ 5 ms')
  })
})

describe('names of lines', () => {
  it('stand apart and stay within the plot', () => {
    const lines = [0.97, 0.98, 0.99].map((at, index) => ({
      quantile: index,
      title: `p${String(index)}`,
      line: '',
      band: '',
      end: { step: 0, at },
    }))
    const placed = placeNames(lines, 0.05).map(({ at }) => at)
    expect(placed.at(-1)).toBe(1)
    placed.slice(1).forEach((at, index) => {
      expect(at - (placed[index] ?? 0)).toBeGreaterThanOrEqual(0.0499)
    })
  })
})
