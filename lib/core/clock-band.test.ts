import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandDays, bandWindows } from './clock-band'
import { createBinMaxima } from './fold'
import { BINS_PER_DAY, localDays } from './local-days'
import { HOUR_MS } from './times'
import { zoneOffset } from './zoned-time'

const at = (text: string) => Date.parse(text)
const hours = (from: number, to: number) => ({ fromMinute: from * 60, toMinute: to * 60 })
const every = () => true

describe('a part of the day as windows', () => {
  const berlin = zoneOffset('Europe/Berlin')

  it('keeps its place on the clock over a change of the clock', () => {
    const days = localDays(at('2026-10-26T12:00:00Z'), 3, 'Europe/Berlin')
    expect(bandWindows(days, hours(8, 9), berlin).map(({ fromMs }) => fromMs)).toEqual([
      at('2026-10-24T06:00:00Z'),
      at('2026-10-25T07:00:00Z'),
      at('2026-10-26T07:00:00Z'),
    ])
  })

  it('holds the whole of an hour that the clock shows twice', () => {
    const days = localDays(at('2026-10-25T12:00:00Z'), 1, 'Europe/Berlin')
    const [window] = bandWindows(days, hours(2, 3), berlin)
    expect(window).toEqual({ fromMs: at('2026-10-25T00:00:00Z'), toMs: at('2026-10-25T02:00:00Z') })
  })

  it('goes on after midnight where it ends before it begins', () => {
    const days = localDays(at('2026-11-20T12:00:00Z'), 1, 'UTC')
    const [window] = bandWindows(days, hours(23, 1), zoneOffset('UTC'))
    expect(window).toEqual({ fromMs: at('2026-11-20T23:00:00Z'), toMs: at('2026-11-21T01:00:00Z') })
  })

  it('is never negative, whatever the clock does', () => {
    const minute = fc.nat({ max: 287 }).map((bin) => bin * 5)
    fc.assert(
      fc.property(minute, minute, (fromMinute, toMinute) => {
        const days = localDays(at('2026-03-30T12:00:00Z'), 3, 'Europe/Berlin')
        for (const { fromMs, toMs } of bandWindows(days, { fromMinute, toMinute }, berlin)) {
          expect(toMs).toBeGreaterThanOrEqual(fromMs)
          expect(toMs - fromMs).toBeLessThanOrEqual(25 * HOUR_MS)
        }
      }),
    )
  })
})

describe('the days of a node in a part of the day', () => {
  const days = localDays(at('2026-11-20T12:00:00Z'), 3, 'UTC')
  const six = 6 * 12

  it('are those on which something in it lies above the threshold, apart from those without a value', () => {
    const maxima = createBinMaxima(days, 1)
    maxima[six] = 0.2
    maxima[BINS_PER_DAY + six + 3] = 0.9
    maxima[BINS_PER_DAY + six + 12] = 5
    const { measured, above, highest } = bandDays(maxima, 0.5, hours(6, 7), every)
    expect([[...measured], [...above]]).toEqual([
      [1, 1, 0],
      [0, 1, 0],
    ])
    expect(highest).toBeCloseTo(0.9)
  })

  it('count what goes on after midnight for the day on which it began', () => {
    const maxima = createBinMaxima(days, 1)
    maxima[BINS_PER_DAY] = 1
    expect([...bandDays(maxima, 0.5, hours(23, 1), every).above]).toEqual([1, 0, 0])
  })

  it('leave out the days that are not asked for', () => {
    const maxima = createBinMaxima(days, 1).fill(1)
    expect([...bandDays(maxima, 0.5, hours(6, 7), (day) => day === 1).measured]).toEqual([0, 1, 0])
  })
})
