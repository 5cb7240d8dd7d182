import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockMsOf, firstMomentOf, momentsOf, zoneOffset } from './zoned-time'

const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu']
const berlin = zoneOffset('Europe/Berlin')
const anyMoment = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 })

describe('the clock of a zone', () => {
  it('leads back to the moment it was read at', () => {
    fc.assert(
      fc.property(anyMoment, fc.constantFrom(...ZONES), (minutes, zone) => {
        const offsetAt = zoneOffset(zone)
        expect(momentsOf(clockMsOf(minutes * 60_000, offsetAt), offsetAt)).toContain(minutes * 60_000)
      }),
    )
  })

  it('shows an hour twice when it is set back', () => {
    expect(momentsOf(Date.UTC(2026, 9, 25, 2, 30), berlin)).toEqual([
      Date.UTC(2026, 9, 25, 0, 30),
      Date.UTC(2026, 9, 25, 1, 30),
    ])
  })

  it('never shows the hour that it skips', () => {
    expect(momentsOf(Date.UTC(2026, 2, 29, 2, 30), berlin)).toEqual([])
    expect(momentsOf(Date.UTC(2026, 2, 29, 3, 0), berlin)).toEqual([Date.UTC(2026, 2, 29, 1)])
  })

  it('begins a day whose midnight is skipped with the first moment there is', () => {
    const saoPaulo = zoneOffset('America/Sao_Paulo')
    const beginMs = firstMomentOf(Date.UTC(2018, 10, 4), saoPaulo)
    expect(clockMsOf(beginMs, saoPaulo)).toBe(Date.UTC(2018, 10, 4, 1))
    expect(clockMsOf(beginMs - 1, saoPaulo)).toBeLessThan(Date.UTC(2018, 10, 4))
  })
})
