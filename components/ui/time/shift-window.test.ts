import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockMsOf } from '@/lib/core/zoned-time'
import { namedClock } from './page-clock'
import {
  pauseWindow,
  relativeTime,
  resolveView,
  resumeWindow,
  shiftWindow,
  toWindowText,
  zoomOut,
} from './shift-window'

const NOW_MS = Date.UTC(2026, 10, 21, 12)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const berlin = namedClock('Europe/Berlin').offsetAt
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
const lengthMs = fc.integer({ min: 1, max: 100 * 86_400 }).map((seconds) => seconds * 1_000)

const past = fc
  .tuple(fc.integer({ min: Date.UTC(2020, 0, 1) / 1_000, max: Date.UTC(2026, 0, 1) / 1_000 }), lengthMs)
  .map(([fromSeconds, spanMs]) => ({ fromMs: fromSeconds * 1_000, toMs: fromSeconds * 1_000 + spanMs }))

describe('a window that is shifted', () => {
  it('comes back exactly, in every zone', () => {
    fc.assert(
      fc.property(past, zones, (window, zone) => {
        const { offsetAt } = namedClock(zone)
        const text = toWindowText(window)
        const back = shiftWindow(text, -1, NOW_MS, offsetAt)
        expect(shiftWindow(back, 1, NOW_MS, offsetAt)).toEqual(text)
      }),
    )
  })

  it('leaves no gap and no overlap', () => {
    fc.assert(
      fc.property(past, zones, (window, zone) => {
        const back = resolveView(
          shiftWindow(toWindowText(window), -1, NOW_MS, namedClock(zone).offsetAt),
          NOW_MS,
        )
        expect(back.toMs).toBe(window.fromMs)
      }),
    )
  })

  it('stays on whole days where the clock is changed', () => {
    const dayAfterChange = { from: '2026-10-25T23:00:00Z', to: '2026-10-26T23:00:00Z' }
    const dayOfChange = shiftWindow(dayAfterChange, -1, NOW_MS, berlin)
    const { fromMs, toMs } = resolveView(dayOfChange, NOW_MS)
    expect(toMs - fromMs).toBe(25 * HOUR_MS)
    expect(clockMsOf(fromMs, berlin) % DAY_MS).toBe(0)
    expect(shiftWindow(dayOfChange, 1, NOW_MS, berlin)).toEqual(dayAfterChange)
  })

  it('becomes absolute when it leaves now, and live when it comes back to it', () => {
    const back = shiftWindow({ from: 'now-1h', to: 'now' }, -1, NOW_MS, berlin)
    expect(back).toEqual({ from: '2026-11-21T10:00:00Z', to: '2026-11-21T11:00:00Z' })
    expect(shiftWindow(back, 1, NOW_MS, berlin)).toEqual({ from: 'now-1h', to: 'now' })
  })
})

describe('a window that is zoomed out', () => {
  it('holds the window it came from, is twice as long and never reaches beyond now', () => {
    fc.assert(
      fc.property(past, (window) => {
        const wide = resolveView(zoomOut(toWindowText(window), NOW_MS), NOW_MS)
        expect(wide.toMs - wide.fromMs).toBe(2 * (window.toMs - window.fromMs))
        expect(wide.fromMs).toBeLessThanOrEqual(window.fromMs)
        expect(wide.toMs).toBeGreaterThanOrEqual(window.toMs)
        expect(wide.toMs).toBeLessThanOrEqual(NOW_MS)
      }),
    )
  })

  it('stays live', () => {
    expect(zoomOut({ from: 'now-24h', to: 'now' }, NOW_MS)).toEqual({ from: 'now-2d', to: 'now' })
  })

  it('stops at the longest window there is', () => {
    expect(zoomOut({ from: 'now-300d', to: 'now' }, NOW_MS).from).toBe('now-400d')
  })
})

describe('a window that is paused', () => {
  it('stands still at the moment that was shown, and is live again with the same length', () => {
    const paused = pauseWindow({ from: 'now-15m', to: 'now' }, NOW_MS)
    expect(paused).toEqual({ from: '2026-11-21T11:45:00Z', to: '2026-11-21T12:00:00Z' })
    expect(resumeWindow(paused, NOW_MS + DAY_MS)).toEqual({ from: 'now-15m', to: 'now' })
  })
})

describe('a length said as a relative time', () => {
  it('means that length again, to the second, and beyond ten days to the minute', () => {
    fc.assert(
      fc.property(lengthMs, (ms) => {
        const { fromMs } = resolveView({ from: relativeTime(ms), to: 'now' }, NOW_MS)
        const stepMs = ms < 10 * DAY_MS ? 1_000 : 60_000
        expect(NOW_MS - fromMs).toBe(Math.ceil(ms / stepMs) * stepMs)
      }),
    )
  })

  it.each([
    [900_000, 'now-15m'],
    [HOUR_MS, 'now-1h'],
    [DAY_MS, 'now-24h'],
    [7 * DAY_MS, 'now-7d'],
    [90_000, 'now-90s'],
  ])('says %d ms as %s', (ms, text) => {
    expect(relativeTime(ms)).toBe(text)
  })
})
