import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namedClock } from './page-clock'
import { readWindowPhrase } from './read-window-phrase'
import { resolveView, toWindowText } from './shift-window'

const BERLIN = namedClock('Europe/Berlin')
/** A Saturday, 13:00 in Berlin. */
const NOW_MS = Date.UTC(2026, 10, 21, 12)
const read = (phrase: string, nowMs = NOW_MS) => readWindowPhrase(phrase, BERLIN, nowMs)

describe('a window that was typed', () => {
  it.each([
    ['now-90m', 'now-90m', 'now'],
    ['90m', 'now-90m', 'now'],
    ['last 3 hours', 'now-3h', 'now'],
    ['last week', 'now-7d', 'now'],
    ['2 days ago', 'now-2d', 'now'],
    ['now-2h to now-1h', 'now-2h', 'now-1h'],
    ['now - 2h to now', 'now-2h', 'now'],
    ['yesterday 04:00', '2026-11-20T03:00:00Z', '2026-11-20T04:00:00Z'],
    ['yesterday 4am', '2026-11-20T03:00:00Z', '2026-11-20T04:00:00Z'],
    ['Yesterday, 4:30 pm UTC', '2026-11-20T16:30:00Z', '2026-11-20T17:30:00Z'],
    ['yesterday', '2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z'],
    ['today', '2026-11-20T23:00:00Z', 'now'],
    ['04:00', '2026-11-21T03:00:00Z', '2026-11-21T04:00:00Z'],
    ['22:00 to 04:00', '2026-11-20T21:00:00Z', '2026-11-21T03:00:00Z'],
    ['03:00-05:00', '2026-11-21T02:00:00Z', '2026-11-21T04:00:00Z'],
    ['12:30', '2026-11-21T11:30:00Z', 'now'],
    ['saturday', '2026-11-13T23:00:00Z', '2026-11-14T23:00:00Z'],
    ['fri 08:15 to 09:00', '2026-11-20T07:15:00Z', '2026-11-20T08:00:00Z'],
    ['2026-01-05 03:00 to 05:00', '2026-01-05T02:00:00Z', '2026-01-05T04:00:00Z'],
    ['2026-01-05 03:00 to 05:00 UTC', '2026-01-05T03:00:00Z', '2026-01-05T05:00:00Z'],
    ['2026-01-05 03:00 – 2026-01-06 05:00', '2026-01-05T02:00:00Z', '2026-01-06T04:00:00Z'],
    ['5 Jan 03:00 to 05:00', '2026-01-05T02:00:00Z', '2026-01-05T04:00:00Z'],
    ['Dec 24th', '2025-12-23T23:00:00Z', '2025-12-24T23:00:00Z'],
    ['5 January 2026 to 7 January 2026', '2026-01-04T23:00:00Z', '2026-01-07T23:00:00Z'],
    ['2026-01-05T03:00:00Z', '2026-01-05T03:00:00Z', '2026-01-05T04:00:00Z'],
    ['2026-01-05T03:00:00+05:30 to now', '2026-01-04T21:30:00Z', 'now'],
    ['1767582000000 to 1767585600000', '2026-01-05T03:00:00Z', '2026-01-05T04:00:00Z'],
  ])('%j is understood', (phrase, from, to) => {
    expect(read(phrase)).toEqual({ window: { from, to }, problem: null })
  })

  it.each([
    ['', '“” is not a time'],
    ['the other day', '“the other day” is not a time'],
    ['yesterday 25:00', '“yesterday 25:00” is not a time'],
    ['2026-04-31', '“2026-04-31” is not a time'],
    ['10:00 to soon', '“soon” is not a time'],
    ['now-5y', '“now-5y” is not a time'],
    ['now-1h to now-2h', 'The start must be before the end.'],
    ['2027-01-01', 'That begins in the future.'],
    ['2024-01-01 to 2026-01-01', 'A window spans at most 400 days.'],
    ['1:00 to 2:00 to 3:00', 'That is more than two times'],
    ['<script>', '“<script>” is not a time'],
  ])('%j is refused, and the reason is said', (phrase, problem) => {
    expect(read(phrase).problem).toContain(problem)
  })

  it('has no window for a time that the clock skips', () => {
    expect(read('2026-03-29 02:30').problem).toBe(
      '2026-03-29 02:30 does not exist in Europe/Berlin: the clock skips it.',
    )
  })

  it('holds the whole of an hour that the clock shows twice', () => {
    expect(read('2026-10-25 02:00 to 02:30').window).toEqual({
      from: '2026-10-25T00:00:00Z',
      to: '2026-10-25T01:30:00Z',
    })
  })

  it('holds 25 hours on the day that the clock is set back, and 23 when it is set forward', () => {
    const lengthOf = (phrase: string) => {
      const { window } = read(phrase)
      const { fromMs, toMs } = resolveView(window ?? { from: 'now', to: 'now' }, NOW_MS)
      return (toMs - fromMs) / 3_600_000
    }
    expect(lengthOf('2026-10-25')).toBe(25)
    expect(lengthOf('2026-03-29')).toBe(23)
  })
})

describe('any text typed as a window', () => {
  it('is a window before now or a problem, never both and never a crash', () => {
    const words = fc.constantFrom(
      'now',
      '-',
      '90m',
      'yesterday',
      '04:00',
      'to',
      '5',
      'jan',
      '2026-01-05',
      'utc',
      'mon',
    )
    const phrase = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(phrase, (typed) => {
        const { window, problem } = read(typed)
        expect(window === null).toBe(problem !== null)
        if (window === null) return
        const { fromMs, toMs } = resolveView(window, NOW_MS)
        expect(fromMs).toBeLessThan(toMs)
        expect(toMs).toBeLessThanOrEqual(NOW_MS)
      }),
    )
  })

  it('reads back every window written as UTC', () => {
    const second = fc.integer({ min: Date.UTC(2026, 0, 1) / 1_000, max: NOW_MS / 1_000 - 1 })
    fc.assert(
      fc.property(second, second, fc.constantFrom('Z', ' UTC'), (left, right, suffix) => {
        fc.pre(left !== right)
        const window = toWindowText({
          fromMs: Math.min(left, right) * 1_000,
          toMs: Math.max(left, right) * 1_000,
        })
        const write = (text: string) => text.replace('Z', suffix)
        expect(read(`${write(window.from)} to ${write(window.to)}`).window).toEqual(window)
      }),
    )
  })
})
