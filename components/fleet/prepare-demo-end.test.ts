import { describe, expect, it } from 'vitest'
import { prepareDemoEnd } from './prepare-demo-end'

const END_MS = Date.UTC(2026, 2, 9, 12, 1, 30)
const NOW = { from: 'now-1h', to: 'now', zone: 'utc' } as const
const LAST_HOUR = { from: '2026-03-09T11:02:00Z', to: '2026-03-09T12:02:00Z' }

describe('the end of a demo fleet', () => {
  it('is not spoken of while the fleet looks alive, nor where there is none', () => {
    expect(prepareDemoEnd(END_MS, END_MS + 60_000, NOW)).toBeNull()
    expect(prepareDemoEnd(null, END_MS, NOW)).toBeNull()
    expect(prepareDemoEnd(END_MS, null, NOW)).toBeNull()
  })

  it('is told with the window that has its last samples', () => {
    const end = prepareDemoEnd(END_MS, END_MS + 58 * 60_000, NOW)
    expect(end?.text).toContain('12:01:30')
    expect(end?.text).toContain('58 min ago')
    expect(end?.window).toEqual(LAST_HOUR)
  })

  it('asks nobody to go where they are', () => {
    expect(prepareDemoEnd(END_MS, END_MS + 3_600_000, { ...NOW, ...LAST_HOUR })?.window).toBeNull()
    const later = { from: '2026-03-09T13:00:00Z', to: '2026-03-09T14:00:00Z' }
    expect(prepareDemoEnd(END_MS, END_MS + 7_200_000, { ...NOW, ...later })?.window).toEqual(LAST_HOUR)
  })
})
