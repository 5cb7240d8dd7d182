import { describe, expect, it } from 'vitest'
import { prepareStale, type StaleInput } from './prepare-stale'

const NOON_MS = Date.UTC(2025, 5, 1, 12)
const input = (change: Partial<StaleInput> = {}): StaleInput => ({
  isOnline: true,
  failure: null,
  answeredMs: NOON_MS - 90_000,
  nowMs: NOON_MS,
  zone: 'utc',
  ...change,
})

describe('the bar above a page', () => {
  it('is silent while answers arrive', () => {
    expect(prepareStale(input())).toBeNull()
  })

  it('says why there is no fresh answer, and how old the shown one is', () => {
    const text = prepareStale(input({ failure: 'The server does not answer.' }))
    expect(text).toContain('No fresh answer: The server does not answer.')
    expect(text).toContain('11:58:30')
    expect(text).toContain('1 min ago')
  })

  it('says that the browser is offline, also where nothing is shown yet', () => {
    expect(prepareStale(input({ isOnline: false }))).toContain('This browser is offline.')
    expect(prepareStale(input({ isOnline: false, answeredMs: null }))).toBe('This browser is offline.')
  })
})
