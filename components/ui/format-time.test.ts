import { describe, expect, it } from 'vitest'
import { formatClock, formatDateTime, formatDuration, formatRange } from './format-time'

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

const BERLIN = 'Europe/Berlin'
const EIGHT_MS = Date.UTC(2026, 0, 5, 8)

describe('a moment', () => {
  it('is said in the zone of the page and in the other one', () => {
    expect(formatDateTime(EIGHT_MS, 'local', BERLIN)).toBe('05 Jan 2026, 09:00 CET (08:00 UTC)')
    expect(formatDateTime(EIGHT_MS, 'utc', BERLIN)).toBe('05 Jan 2026, 08:00 UTC (09:00 CET)')
    expect(formatClock(EIGHT_MS, 'local', BERLIN)).toBe('09:00:00 CET (08:00:00 UTC)')
  })

  it('says the day of the other zone where it is another day', () => {
    expect(formatDateTime(Date.UTC(2026, 0, 5, 23, 30), 'local', BERLIN)).toBe(
      '06 Jan 2026, 00:30 CET (5 Jan 23:30 UTC)',
    )
  })

  it('is said once where both zones are the same', () => {
    expect(formatDateTime(EIGHT_MS, 'local', 'UTC')).toBe('05 Jan 2026, 08:00 UTC')
    expect(formatDateTime(Date.UTC(2026, 0, 5), 'local', 'Europe/London')).toBe('05 Jan 2026, 00:00 UTC')
  })

  it('says which of the two hours is meant when the clock is set back', () => {
    const firstMs = Date.UTC(2026, 9, 25, 0, 30)
    expect(formatDateTime(firstMs, 'local', BERLIN)).toBe('25 Oct 2026, 02:30 CEST (00:30 UTC)')
    expect(formatDateTime(firstMs + 3_600_000, 'local', BERLIN)).toBe('25 Oct 2026, 02:30 CET (01:30 UTC)')
  })
})

describe('a window', () => {
  it('says its day once', () => {
    const window = { fromMs: EIGHT_MS, toMs: EIGHT_MS + 7_200_000 }
    expect(formatRange(window, 'local', BERLIN)).toBe('05 Jan 2026, 09:00 to 11:00 CET (08:00 to 10:00 UTC)')
  })

  it('says both days where there are two', () => {
    const window = { fromMs: EIGHT_MS, toMs: EIGHT_MS + 86_400_000 }
    expect(formatRange(window, 'utc', 'UTC')).toBe('05 Jan 2026, 08:00 to 06 Jan 2026, 08:00 UTC')
    expect(formatRange(window, 'local', BERLIN)).toBe(
      '05 Jan 2026, 09:00 to 06 Jan 2026, 09:00 CET (08:00 to 08:00 UTC)',
    )
  })

  it('says both signs where the clock is set back inside it', () => {
    const window = { fromMs: Date.UTC(2026, 9, 25, 0, 30), toMs: Date.UTC(2026, 9, 25, 1, 30) }
    expect(formatRange(window, 'local', BERLIN)).toBe(
      '25 Oct 2026, 02:30 CEST to 02:30 CET (00:30 to 01:30 UTC)',
    )
  })
})
