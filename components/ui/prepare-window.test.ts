import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeWindow, fromInputText, isFixedWindow, toInputText } from './prepare-window'
import { namedClock } from './time/page-clock'

const SECOND_MS = 1_000
const UTC = namedClock('UTC')
const NOON_MS = Date.UTC(2025, 5, 1, 12)

describe('the window in its fields', () => {
  it('comes back from the field to the second, in any zone', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns')
    fc.assert(
      fc.property(seconds, zone, (second, zoneName) => {
        const clock = namedClock(zoneName)
        const text = toInputText(second * SECOND_MS, clock)
        expect(toInputText(fromInputText(text, clock) ?? 0, clock)).toBe(text)
      }),
    )
  })

  it('is read by the clock of the page', () => {
    expect(fromInputText('2025-06-01T10:00', UTC)).toBe(Date.UTC(2025, 5, 1, 10))
    expect(fromInputText('2025-06-01T10:00', namedClock('Europe/Berlin'))).toBe(Date.UTC(2025, 5, 1, 8))
  })

  it('is nothing while the field is empty, or where the clock skips the time', () => {
    expect(fromInputText('', UTC)).toBeNull()
    expect(fromInputText('2026-03-29T02:30', namedClock('Europe/Berlin'))).toBeNull()
  })
})

describe('the window in words', () => {
  it('refreshes only when it ends now', () => {
    expect(isFixedWindow({ from: 'now-1h', to: 'now' })).toBe(false)
    expect(isFixedWindow({ from: 'now-1h', to: '2025-06-01T10:00:00Z' })).toBe(true)
  })

  it('says how long it is and from when to when', () => {
    const label = describeWindow({ from: 'now-7d', to: 'now' }, 'utc', NOON_MS)
    expect(label.title).toBe('last 7 days')
    expect(label.range).toContain('25 May 2025, 12:00 to 01 Jun 2025, 12:00 UTC')
    expect(describeWindow({ from: 'now-90m', to: 'now' }, 'utc', NOON_MS).title).toBe('last 1 h 30 min')
    expect(describeWindow({ from: '2025-06-01', to: '2025-06-02' }, 'utc', NOON_MS).title).toBe('1 d')
  })

  it('says no time while nobody knows it', () => {
    expect(describeWindow({ from: 'now-1h', to: 'now' }, 'utc', null)).toEqual({
      title: 'last hour',
      range: '',
    })
  })
})
