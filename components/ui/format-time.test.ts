import { describe, expect, it } from 'vitest'
import { formatDuration } from './format-time'

describe('how long', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [5_400_000, '1 h 30 min'],
    [86_400_000, '1 d'],
    [203_000_000, '2 d 8 h'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})
