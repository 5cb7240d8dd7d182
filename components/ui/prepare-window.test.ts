import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZONES } from '@/lib/contract/view-state'
import { describeWindow, fromInputText, isFixedWindow, toInputText } from './prepare-window'

const MINUTE_MS = 60_000

describe('the window in its fields', () => {
  it('comes back from the field to the minute, in either zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000_000 }), fc.constantFrom(...ZONES), (minutes, zone) => {
        const text = toInputText(String(minutes * MINUTE_MS), zone, 0)
        expect(toInputText(fromInputText(text, zone) ?? '', zone, 0)).toBe(text)
      }),
    )
  })

  it('is UTC where the page is set to UTC', () => {
    expect(fromInputText('2025-06-01T10:00', 'utc')).toBe('2025-06-01T10:00:00Z')
  })

  it('is nothing while the field is empty', () => {
    expect(fromInputText('', 'utc')).toBeNull()
    expect(fromInputText('', 'local')).toBeNull()
  })

  it('refreshes only when it ends now', () => {
    expect(isFixedWindow({ from: 'now-1h', to: 'now' })).toBe(false)
    expect(isFixedWindow({ from: 'now-1h', to: '2025-06-01T10:00:00Z' })).toBe(true)
  })

  it('is said in words', () => {
    expect(describeWindow({ from: 'now-7d', to: 'now' }, 'utc', 0)).toBe('last 7 days')
    expect(describeWindow({ from: '2025-06-01', to: '2025-06-02' }, 'utc', 0)).toContain('01 Jun 2025')
  })
})
