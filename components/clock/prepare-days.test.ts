import { describe, expect, it } from 'vitest'
import type { ClockDaysAnswer } from '@/lib/contract/clock-days'
import { BINS_PER_DAY } from '@/lib/core/local-days'
import { bandOfSteps, partsOfBand } from './prepare-band'
import { prepareDays, prepareDaysReadout } from './prepare-days'

const values = (value: number | null) => Array.from({ length: BINS_PER_DAY }, () => value)
/** Nothing before the third hour. */
const later = (value: number) => values(value).map((one, bin) => (bin < 37 ? null : one))
const DAY = { weekday: 7, fromMs: 0, toMs: 0, hours: 24, skipped: null, repeated: null }

const answer: ClockDaysAnswer = {
  binMinutes: 5,
  tz: 'Europe/Berlin',
  metric: 'disk.utilization.busy',
  unit: 'ratio',
  fromMs: Date.parse('2026-03-27T23:00:00Z'),
  toMs: Date.parse('2026-10-25T23:00:00Z'),
  sealedUntilMs: null,
  node: null,
  total: 8,
  days: [
    { ...DAY, date: '2026-03-29', hours: 23, skipped: [24, 36], values: later(0.1) },
    { ...DAY, date: '2026-10-25', hours: 25, repeated: [24, 36], values: values(0.25) },
  ],
}

describe('days on the clock, prepared', () => {
  const map = prepareDays(answer)
  const readout = (place: number, step: number) => prepareDaysReadout(map, { place, step }, 'UTC')

  it('name the days, and how long those are on which the clock changes', () => {
    expect(map.names).toEqual(['Sun 29 Mar', 'Sun 25 Oct'])
    expect(map.lengths).toEqual(['23 h', '25 h'])
    expect(map.changes.map(({ kind, day, left }) => [kind, day, left])).toEqual([
      ['skipped', 0, 1 / 12],
      ['repeated', 1, 1 / 12],
    ])
  })

  it('tell a time that the clock skips from one that was not measured', () => {
    expect([readout(0, 24).value, readout(0, 36).value]).toEqual([
      'the clock skips this time',
      'not measured',
    ])
  })

  it('begin with the first that was measured, and say how many there are before it', () => {
    const unmeasured = { ...DAY, date: '2026-10-24', values: values(null) }
    const [spring, autumn] = answer.days
    if (spring === undefined || autumn === undefined) throw new Error('two days')
    const late = prepareDays({ ...answer, days: [unmeasured, spring, unmeasured, autumn, unmeasured] })
    expect([late.daysBefore, late.names.length, late.names[0]]).toEqual([1, 4, 'Sun 29 Mar'])
    expect(map.daysBefore).toBe(0)
  })

  it('say of a time that is shown twice that it is the higher of two', () => {
    expect(readout(1, 24).lines).toHaveLength(2)
    expect([readout(1, 40).value, readout(1, 40).further]).toEqual(['25 %', 'about 2 of 8 nodes'])
  })

  it('of one node say whether it lay above its threshold', () => {
    const node = { id: 1, name: 'db-1', threshold: 0.2 }
    const one = prepareDays({ ...answer, node })
    expect(prepareDaysReadout(one, { place: 1, step: 0 }, 'UTC').further).toBe('above its threshold of 20 %')
  })
})

describe('a marked part of the day', () => {
  it('holds the steps at both ends', () => {
    expect(bandOfSteps({ from: 72, to: 83 })).toEqual({ fromMinute: 360, toMinute: 420 })
    expect(bandOfSteps({ from: 276, to: 287 })).toEqual({ fromMinute: 1_380, toMinute: 0 })
  })

  it('is drawn as two parts where it goes on after midnight', () => {
    expect(partsOfBand({ fromMinute: 1_380, toMinute: 60 })).toEqual([
      { from: 23 / 24, width: 1 - 23 / 24 },
      { from: 0, width: 1 / 24 },
    ])
    expect(partsOfBand({ fromMinute: 0, toMinute: 0 })).toEqual([{ from: 0, width: 1 }])
  })
})
