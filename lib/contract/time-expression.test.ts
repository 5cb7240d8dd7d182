import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTimeExpression, resolveTime } from './time-expression'

const NOW_MS = Date.UTC(2025, 5, 1, 12)
const resolve = (text: string): number | null => {
  const expression = parseTimeExpression(text)
  return expression === null ? null : resolveTime(expression, NOW_MS)
}

describe('times in a question', () => {
  it.each([
    ['now', NOW_MS],
    ['now-15m', NOW_MS - 900_000],
    ['now-90s', NOW_MS - 90_000],
    ['now-7d', NOW_MS - 604_800_000],
    ['now-2w', NOW_MS - 1_209_600_000],
    ['1748772000000', 1_748_772_000_000],
    ['2025-06-01', Date.UTC(2025, 5, 1)],
    ['2025-06-01T10:00Z', Date.UTC(2025, 5, 1, 10)],
    ['2025-06-01T10:00:00', Date.UTC(2025, 5, 1, 10)],
    ['2025-06-01T10:00:00.250+02:00', Date.UTC(2025, 5, 1, 8, 0, 0, 250)],
    ['2025-06-01T10:00:00-0330', Date.UTC(2025, 5, 1, 13, 30)],
  ])('reads %s', (text, expected) => {
    expect(resolve(text)).toBe(expected)
  })

  it.each([
    '',
    'yesterday',
    'now+5m',
    'now-5',
    'now-5y',
    '-5',
    '2025-04-31',
    '2025-13-01',
    '2025-06-01T25:00Z',
    '1e12',
  ])('refuses %j instead of guessing', (text) => {
    expect(parseTimeExpression(text)).toBeNull()
  })

  it('reads back every millisecond it is given, as a number and as ISO 8601', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
        expect(resolve(String(ms))).toBe(ms)
        expect(resolve(new Date(ms).toISOString())).toBe(ms)
      }),
    )
  })
})
