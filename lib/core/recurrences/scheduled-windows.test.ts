import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NodeEvent } from '../event'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../times'
import { BINS_PER_HOUR, modulo, wallBinOf, wallClock } from './periods'
import { isAmong, scheduledWindows } from './scheduled-windows'
import { FROM_MS } from './test-onsets'

const clockOf = (days: number) =>
  wallClock('utc', { fromMs: FROM_MS, toMs: FROM_MS + days * DAY_MS }, () => 0)

const runs = (timesMs: readonly number[], name = 'batch'): NodeEvent[] =>
  timesMs.map((afterMs) => ({ source: 'cron', name, startMs: FROM_MS + afterMs, nodes: [0] }))

const days = (count: number, minutes: (day: number) => number): number[] =>
  Array.from({ length: count }, (_, day) => day * DAY_MS + minutes(day) * MINUTE_MS)

describe('scheduledWindows', () => {
  it('holds the runs of every day and a bin more, with the period of a day', () => {
    const events = runs(days(7, (day) => 200 + (day % 3) * 4))
    expect(scheduledWindows(events, clockOf(7))).toEqual([{ periodHours: 24, startBin: 40, widthBins: 3 }])
  })

  it('knows what comes every two hours and every week by its period', () => {
    const often = Array.from({ length: 84 }, (_, run) => run * 2 * HOUR_MS + 7 * MINUTE_MS)
    expect(scheduledWindows(runs(often), clockOf(7))).toMatchObject([{ periodHours: 2, startBin: 1 }])
    const weekly = days(4, () => 200).map((afterMs, week) => afterMs + 6 * week * DAY_MS)
    expect(scheduledWindows(runs(weekly), clockOf(28))).toMatchObject([{ periodHours: 168, startBin: 40 }])
  })

  it('names nothing that runs on two days, or at any time of the day', () => {
    expect(scheduledWindows(runs(days(2, () => 200)), clockOf(7))).toEqual([])
    expect(scheduledWindows(runs(days(7, (day) => day * 200)), clockOf(7))).toEqual([])
  })

  it('names nothing that ran everywhere on one day, or over two midnights', () => {
    const everywhere = Array.from({ length: 200 }, (_, node) => 200 + (node % 6) * 5)
    const once = everywhere.map((minute) => DAY_MS + minute * MINUTE_MS)
    const alone = [900 * MINUTE_MS, 3 * DAY_MS + 500 * MINUTE_MS]
    expect(scheduledWindows(runs([...once, ...alone]), clockOf(7))).toEqual([])
    const midnights = [-5, 10, 1435, 1450].map((minute) => DAY_MS + minute * MINUTE_MS)
    expect(scheduledWindows(runs(midnights), clockOf(7))).toEqual([])
  })

  it('hears only of nodes that are looked at', () => {
    const elsewhere = runs(days(7, (day) => day * 200)).map((run) => ({ ...run, nodes: [] }))
    const [window] = scheduledWindows([...runs(days(7, () => 200)), ...elsewhere], clockOf(7))
    expect(window).toMatchObject({ periodHours: 24, startBin: 40 })
    expect(scheduledWindows(elsewhere, clockOf(7))).toEqual([])
  })

  it('holds no more than can be looked at, those with most runs first', () => {
    const many = Array.from({ length: 1000 }, (_, at) =>
      runs(
        days(at === 999 ? 7 : 4, () => (at * 7) % 1440),
        `job-${at}`,
      ),
    ).flat()
    const windows = scheduledWindows(many, clockOf(7))
    expect(windows.length).toBeLessThanOrEqual(200)
    expect(windows[0]).toMatchObject({ startBin: Math.floor(((999 * 7) % 1440) / 5) })
  })

  it('tells one window that several have once', () => {
    const times = days(7, () => 200)
    expect(scheduledWindows([...runs(times), ...runs(times, 'report')], clockOf(7))).toHaveLength(1)
  })

  it('lies around the runs wherever they are on the clock, midnight too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 90 }), (start, jitter) => {
        const events = runs(days(10, (day) => start + ((day * 7) % jitter)))
        const [window] = scheduledWindows(events, clockOf(11))
        if (window === undefined) throw new Error('there is none')
        const within = events.filter(({ startMs }) => {
          const after = modulo(wallBinOf(clockOf(11), startMs) - window.startBin, 24 * BINS_PER_HOUR)
          return after < window.widthBins
        })
        expect(window.periodHours).toBe(24)
        expect(within.length).toBeGreaterThanOrEqual(9)
        expect(window.widthBins).toBeLessThanOrEqual(jitter / 5 + 3)
      }),
    )
  })
})

describe('isAmong', () => {
  const known = [{ periodHours: 24, startBin: 286, widthBins: 4 }]

  it('holds for what lies within, a bin more or less, and across midnight', () => {
    expect(isAmong(known, { periodHours: 24, startBin: 285, widthBins: 6 })).toBe(true)
    expect(isAmong(known, { periodHours: 24, startBin: 0, widthBins: 2 })).toBe(true)
  })

  it('does not hold for what reaches further, is less than half of it, or has another period', () => {
    expect(isAmong(known, { periodHours: 24, startBin: 287, widthBins: 1 })).toBe(false)
    expect(isAmong(known, { periodHours: 24, startBin: 285, widthBins: 7 })).toBe(false)
    expect(isAmong(known, { periodHours: 24, startBin: 284, widthBins: 2 })).toBe(false)
    expect(isAmong(known, { periodHours: 12, startBin: 286, widthBins: 4 })).toBe(false)
  })
})
