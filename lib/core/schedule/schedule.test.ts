import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zoneOffset } from '../zoned-time'
import { nextRunMs } from './calendar-rule'
import { parseCronSchedule } from './cron-schedule'
import { parseOnCalendar } from './on-calendar'
import { parseScheduleFact, printScheduleFact } from './schedule-fact'

const SATURDAY = '2026-11-21T14:30:00Z'

const nextOf = (rule: ReturnType<typeof parseCronSchedule>, after: string, zone: string): string | null => {
  const runMs = rule === null ? null : nextRunMs(rule, Date.parse(after), zoneOffset(zone))
  return runMs === null ? null : new Date(runMs).toISOString().replace('.000Z', 'Z')
}
const nextTimer = (text: string, after = SATURDAY, zone = 'UTC') =>
  nextOf(parseOnCalendar(text)?.rule ?? null, after, zone)
const nextCron = (text: string, after = SATURDAY, zone = 'UTC') =>
  nextOf(parseCronSchedule(text), after, zone)

describe('parseOnCalendar', () => {
  it.each([
    ['*-*-* 6:00', '2026-11-22T06:00:00Z'],
    ['*-*-* 6,18:00', '2026-11-21T18:00:00Z'],
    ['daily', '2026-11-22T00:00:00Z'],
    ['weekly', '2026-11-23T00:00:00Z'],
    ['monthly', '2026-12-01T00:00:00Z'],
    ['quarterly', '2027-01-01T00:00:00Z'],
    ['Sun *-*-* 03:10:00', '2026-11-22T03:10:00Z'],
    ['Mon..Fri 09:30', '2026-11-23T09:30:00Z'],
    ['Fri..Mon 14:45', '2026-11-21T14:45:00Z'],
    ['*:0/15', '2026-11-21T14:45:00Z'],
    ['*-*-1,15 04:00:30', '2026-12-01T04:00:30Z'],
    ['2026-12-24 18:00', '2026-12-24T18:00:00Z'],
  ])('%s runs next at %s', (text, expected) => {
    expect(nextTimer(text)).toBe(expected)
  })

  it('reads the zone that it names', () => {
    expect(parseOnCalendar('*-*-* 6:00 Europe/Berlin')?.zone).toBe('Europe/Berlin')
    expect(parseOnCalendar('*-*-* 6:00')?.zone).toBeNull()
  })

  it.each(['*-*~1 00:00', 'soon', '25:00', '*-*-* 6:00 Mars/Base', '', '6:00 7:00'])(
    'leaves %s alone',
    (text) => {
      expect(parseOnCalendar(text)).toBeNull()
    },
  )
})

describe('parseCronSchedule', () => {
  it.each([
    ['10 3 * * *', '2026-11-22T03:10:00Z'],
    ['30 3 * * 0', '2026-11-22T03:30:00Z'],
    ['30 3 * * 7', '2026-11-22T03:30:00Z'],
    ['*/20 * * * *', '2026-11-21T14:40:00Z'],
    ['0 0 1 jan *', '2027-01-01T00:00:00Z'],
    ['5 4 1 * mon', '2026-11-23T04:05:00Z'],
    ['@hourly', '2026-11-21T15:00:00Z'],
  ])('%s runs next at %s', (text, expected) => {
    expect(nextCron(text)).toBe(expected)
  })

  it.each(['@reboot', '* * * *', '61 * * * *', '* * 0 * *', '*/0 * * * *'])('leaves %s alone', (text) => {
    expect(parseCronSchedule(text)).toBeNull()
  })
})

describe('nextRunMs', () => {
  it('follows the clock of a zone through a change of its offset', () => {
    expect(nextCron('0 6 * * *', '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T04:00:00Z')
    expect(nextCron('0 6 * * *', '2026-03-27T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T05:00:00Z')
  })

  it('is always later, and nothing of the rule lies between', () => {
    const minute = fc.integer({ min: 0, max: 59 })
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 1e6 }), (at, minutes) => {
        const afterMs = Date.parse(SATURDAY) + minutes * 60_000
        const rule = parseCronSchedule(`${String(at)} * * * *`)
        const runMs = rule === null ? null : nextRunMs(rule, afterMs, () => 0)
        expect(runMs === null ? 0 : runMs - afterMs).toBeGreaterThan(0)
        expect(runMs === null ? Infinity : runMs - afterMs).toBeLessThanOrEqual(3_600_000)
      }),
    )
  })
})

describe('the fact of a schedule', () => {
  it('says what was put into it', () => {
    const schedule = { when: '*-*-* 6:00', zone: 'Etc/UTC', jitterMs: 3_600_000 }
    expect(printScheduleFact(schedule)).toBe('*-*-* 6:00; zone Etc/UTC; jitter 3600 s')
    expect(parseScheduleFact(printScheduleFact(schedule))).toEqual(schedule)
    expect(parseScheduleFact(printScheduleFact({ ...schedule, zone: null }))?.zone).toBeNull()
    expect(parseScheduleFact('something else')).toBeNull()
  })
})
