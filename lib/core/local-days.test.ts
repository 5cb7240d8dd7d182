import { describe, expect, it } from 'vitest'
import { BINS_PER_DAY, dateOf, isZone, localDays, timesShown, weekdayOf } from './local-days'
import { BUCKET_MS, HOUR_MS } from './times'

const at = (text: string) => Date.parse(text)

/** How often each bin of a day is met. */
const binsOf = (nowMs: number, zone: string): number[] => {
  const { placeOf } = localDays(nowMs, 1, zone)
  const counts = Array.from({ length: BINS_PER_DAY }, () => 0)
  for (const place of placeOf) counts[place] = (counts[place] ?? NaN) + 1
  return counts
}

describe('local days', () => {
  it('begin and end at midnight of the zone, the last being the present one', () => {
    const { fromMs, toMs, placeOf } = localDays(at('2026-11-20T23:30:00Z'), 2, 'Europe/Berlin')
    expect([fromMs, toMs]).toEqual([at('2026-11-19T23:00:00Z'), at('2026-11-21T23:00:00Z')])
    expect([...placeOf]).toEqual(Array.from({ length: 2 * BINS_PER_DAY }, (_, place) => place))
  })

  it('meet the hour twice that the clock shows twice', () => {
    const counts = binsOf(at('2026-10-25T12:00:00Z'), 'Europe/Berlin')
    expect(counts.slice(24, 36)).toEqual(Array.from({ length: 12 }, () => 2))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(25 * 12)
  })

  it('leave out the hour that the clock skips', () => {
    const counts = binsOf(at('2026-03-29T12:00:00Z'), 'Europe/Berlin')
    expect(counts.slice(24, 36)).toEqual(Array.from({ length: 12 }, () => 0))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(23 * 12)
  })

  it('begin after midnight where the clock skips midnight', () => {
    const { fromMs, placeOf } = localDays(at('2026-09-06T12:00:00Z'), 1, 'America/Santiago')
    expect(placeOf[0]).toBe(HOUR_MS / BUCKET_MS)
    expect(fromMs).toBe(at('2026-09-06T04:00:00Z'))
  })

  it('know zones that are half hours apart', () => {
    const { fromMs } = localDays(at('2026-11-20T12:00:00Z'), 1, 'Asia/Kolkata')
    expect(fromMs).toBe(at('2026-11-19T18:30:00Z'))
  })

  it('over a change of the clock keep every day in its place', () => {
    const { days, placeOf } = localDays(at('2026-11-20T12:00:00Z'), 28, 'America/New_York')
    expect(placeOf.length).toBe(28 * BINS_PER_DAY + 12)
    expect([placeOf[0], placeOf.at(-1)]).toEqual([0, days * BINS_PER_DAY - 1])
    expect(new Set(placeOf).size).toBe(28 * BINS_PER_DAY)
  })
})

it('a zone is one that somebody knows', () => {
  expect([isZone('Europe/Berlin'), isZone('UTC'), isZone('Mars/Olympus')]).toEqual([true, true, false])
})

describe('the days of the calendar', () => {
  it('are named and counted from Monday', () => {
    const days = localDays(at('2026-11-22T12:00:00Z'), 7, 'UTC')
    const of = (day: number) => [dateOf(days, day), weekdayOf(days, day)]
    expect([of(0), of(6)]).toEqual([
      ['2026-11-16', 1],
      ['2026-11-22', 7],
    ])
  })

  it('say which times they skip and which they show twice', () => {
    const shown = timesShown(localDays(at('2026-10-25T12:00:00Z'), 2, 'Europe/Berlin'))
    expect([shown[24], shown[BINS_PER_DAY + 23], shown[BINS_PER_DAY + 24], shown[BINS_PER_DAY + 36]]).toEqual(
      [1, 1, 2, 1],
    )
    expect(timesShown(localDays(at('2026-03-29T12:00:00Z'), 1, 'Europe/Berlin'))[24]).toBe(0)
  })
})
