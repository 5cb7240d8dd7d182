import { describe, expect, it } from 'vitest'
import type { RecurrencesAnswer } from '@/lib/contract/recurrences'
import {
  alsoText,
  bandOf,
  candidateText,
  clockText,
  factText,
  figuresOf,
  periodText,
  stripOf,
  viewOf,
  whenText,
} from './prepare-recurrence'
import { absenceText, prepareRecurrenceList } from './prepare-recurrence-list'
import { sampleRecurrence } from './test-recurrence'

const WINTER = { zone: 'Europe/Berlin', other: 'UTC', toMs: Date.parse('2026-11-21T00:00:00Z') }
const HOUR = 60
const DAY = 24 * HOUR
const weekly = sampleRecurrence({
  periodMinutes: 7 * DAY,
  startMinuteOfPeriod: 6 * DAY + 23 * HOUR,
  endMinuteOfPeriod: 7 * DAY + HOUR,
})
const sixHourly = sampleRecurrence({
  periodMinutes: 6 * HOUR,
  startMinuteOfPeriod: 10,
  endMinuteOfPeriod: 40,
})
const hourly = sampleRecurrence({ periodMinutes: HOUR, startMinuteOfPeriod: 50, endMinuteOfPeriod: 62 })

describe('a recurrence in words', () => {
  it('says how often and when, on both clocks', () => {
    expect(periodText(sampleRecurrence())).toBe('every day')
    expect(whenText(sampleRecurrence(), WINTER)).toBe('08:02 to 09:01 Europe/Berlin (07:02 to 08:01 UTC)')
    expect(whenText(sampleRecurrence(), { ...WINTER, zone: 'UTC' })).toBe('08:02 to 09:01 UTC')
    expect([periodText(weekly), periodText(sixHourly), periodText(hourly)]).toEqual([
      'every Sunday',
      'every 6 hours',
      'every hour',
    ])
    expect(whenText(weekly, { ...WINTER, zone: 'UTC' })).toBe('23:00 to 01:00 UTC')
    expect(whenText(hourly, WINTER)).toBe('from minute 50 to 2')
  })

  it('says whose clock it keeps to, or that nothing tells', () => {
    expect(clockText(sampleRecurrence())).toContain('keeps to UTC')
    expect(clockText(sampleRecurrence({ clock: 'Europe/Berlin' }))).toContain('keeps to Europe/Berlin')
    expect(clockText(sampleRecurrence({ clock: 'undecided' }))).toContain('undecided')
  })

  it('says who does it, why, and how often that was seen', () => {
    expect(factText(sampleRecurrence())).toBe('age < 24 h')
    expect(factText(sampleRecurrence({ separatedBy: null }))).toBeNull()
    expect(sampleRecurrence().candidates.map(candidateText)).toEqual([
      'apt-daily-upgrade.timer (systemd): before 105 of 108',
    ])
    expect(figuresOf(sampleRecurrence()).map(({ value }) => value)).toEqual([
      '27 of 28 days',
      '6 of 24',
      'within 58 min',
      '20 min',
    ])
  })
})

describe('what the same nodes do with a recurrence', () => {
  const also = (metric: 'cpu.utilization.iowait' | 'tcp.saturation.retransmits', lagSeconds: number) => ({
    metric,
    resource: 'cpu' as const,
    aspect: 'utilization' as const,
    lagSeconds,
  })

  it('is named with how much later it comes, and counted beyond three', () => {
    expect(alsoText(sampleRecurrence())).toBeNull()
    const text = alsoText(
      sampleRecurrence({
        also: [
          also('cpu.utilization.iowait', 10),
          also('tcp.saturation.retransmits', 120),
          also('cpu.utilization.iowait', -300),
          also('cpu.utilization.iowait', 0),
        ],
      }),
    )
    expect(text).toMatch(/^CPU · utilization: [^;+]+; TCP · saturation: [^;]+ \+2 min; [^;]+ −5 min; 1 more$/)
  })
})

describe('a recurrence on the clock', () => {
  it('is the part of the day that holds it, in whole five minutes', () => {
    expect(bandOf(sampleRecurrence())).toBe('08:00-09:05')
    expect(bandOf(weekly)).toBe('23:00-01:00')
    expect(bandOf(hourly)).toBe('')
  })

  it('shows its metric, and of a weekly one only its weekday', () => {
    expect(viewOf(sampleRecurrence())).toMatchObject({ metric: 'disk.utilization.busy', weekdays: '' })
    expect(viewOf(weekly)).toMatchObject({ weekdays: '7', band: '23:00-01:00' })
  })

  it('lies on the strip as often as it comes back in a day, and never beyond it', () => {
    expect(stripOf(sixHourly)).toHaveLength(4)
    expect(stripOf(weekly).map(({ from }) => from)).toEqual([23 / 24, 0])
    for (const { from, width } of stripOf(hourly)) expect(from + width).toBeLessThanOrEqual(1.000001)
  })
})

const DAY_MS = DAY * 60_000
const answer = (recurrences: RecurrencesAnswer['recurrences'], days = 28): RecurrencesAnswer => ({
  window: { fromMs: 0, toMs: days * DAY_MS },
  tz: 'UTC',
  sealedUntilMs: days * DAY_MS,
  computedAtMs: 0,
  isFinding: false,
  metricsScanned: 40,
  recurrences,
  tookMs: 1,
})

describe('the list of recurrences', () => {
  const { signature, nodesAffected, medianDurationMs, medianRise } = sampleRecurrence()
  const muted = {
    signature,
    name: 'fine',
    isMuted: true,
    nodesAffected,
    medianDurationMs,
    medianRise,
    changedMs: 1,
  }

  it('leaves out what is muted, until it changes', () => {
    const as = (change: object) => prepareRecurrenceList(answer([sampleRecurrence(change)]), [muted])
    expect(as({}).muted.map(({ known }) => known?.name)).toEqual(['fine'])
    const changed = as({ nodesAffected: 20 })
    expect(changed.muted).toEqual([])
    expect(changed.heard[0]?.changes).toEqual(['20 nodes, 6 before'])
  })

  it('says why nothing is in it', () => {
    expect(absenceText({ ...answer([]), sealedUntilMs: null }, null)).toContain(
      'Nothing was looked through yet',
    )
    expect(absenceText({ ...answer([]), isFinding: true }, 28)).toContain('is being looked through')
    expect(absenceText(answer([]), 2)).toContain('found after 3 days')
    expect(absenceText(answer([]), 10)).toContain('weekly ones are found after 15 days')
    expect(absenceText(answer([]), 28)).toContain('Nothing comes back at the same time')
  })
})
