import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatLong, formatShort } from './format-value'

const UNITS = ['ratio', 'per_second', 'bytes_per_second', 'items', 'seconds', 'bytes'] as const

describe('a value in a cell', () => {
  it.each([
    [0, 'ratio', '0'],
    [0.0004, 'ratio', '<.1'],
    [0.043, 'ratio', '4.3'],
    [0.974, 'ratio', '97'],
    [3.2, 'ratio', '320'],
    [0.55, 'per_second', '0.6'],
    [0.041, 'items', '0.04'],
    [5.25, 'per_second', '5.3'],
    [1_234, 'per_second', '1.2k'],
    [2 / 3_600, 'per_second', '2/h'],
    [0.05, 'per_second', '3/m'],
    [0.004, 'items', '<.01'],
    [0.0042, 'seconds', '4.2ms'],
    [7_200, 'seconds', '2h'],
    [1_073_741_824, 'bytes_per_second', '1Gi'],
  ] as const)('prints %d %s as %s', (value, unit, text) => {
    expect(formatShort(value, unit)).toBe(text)
  })

  it('never prints as zero unless it is zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 1e15, noNaN: true }),
        fc.constantFrom(...UNITS),
        (value, unit) => {
          expect(Number.parseFloat(formatShort(value, unit).replace('<', ''))).toBeGreaterThan(0)
          expect(formatShort(0, unit)).toBe('0')
        },
      ),
    )
  })

  it('fits into six characters', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e14, noNaN: true }),
        fc.constantFrom('per_second', 'items'),
        (value, unit) => {
          expect(formatShort(value, unit).length).toBeLessThanOrEqual(6)
        },
      ),
    )
  })
})

describe('a value in a sentence', () => {
  it.each([
    [0.974, 'ratio', '97 %'],
    [1 / 3_600, 'per_second', '1 /h'],
    [2.5, 'per_second', '2.5 /s'],
    [1_536, 'bytes_per_second', '1.5 KiB/s'],
    [90, 'seconds', '1.5 min'],
    [0, 'seconds', '0 s'],
    [12, 'items', '12'],
  ] as const)('prints %d %s as %s', (value, unit, text) => {
    expect(formatLong(value, unit)).toBe(text)
  })

  it('prints bytes with binary units', () => {
    expect(formatBytes(0)).toBe('0 B')
    expect(formatBytes(3_400_000_000)).toBe('3.2 GiB')
  })
})
