import { describe, expect, it } from 'vitest'
import { isTimeToRefresh } from './time-to-refresh'

const NOW_MS = 1_000_000_000_000
const LAST = { version: 'a', startedMs: NOW_MS - 5100, endedMs: NOW_MS - 5000 }

describe('isTimeToRefresh', () => {
  it('looks at once when a process begins, and when all onsets of something new are found', () => {
    expect(isTimeToRefresh({ version: 'a', isFinding: true }, null, NOW_MS)).toBe(true)
    expect(isTimeToRefresh({ version: 'b', isFinding: false }, LAST, NOW_MS)).toBe(true)
  })

  it('waits a minute while more are being found, and five where nothing is new', () => {
    for (const { state, waitMs } of [
      { state: { version: 'b', isFinding: true }, waitMs: 60_000 },
      { state: { version: 'a', isFinding: false }, waitMs: 300_000 },
    ]) {
      expect(isTimeToRefresh(state, LAST, LAST.endedMs + waitMs - 1)).toBe(false)
      expect(isTimeToRefresh(state, LAST, LAST.endedMs + waitMs)).toBe(true)
    }
  })

  it('rests ten times as long as it worked', () => {
    const long = { version: 'a', startedMs: NOW_MS - 25_000, endedMs: NOW_MS - 5000 }
    expect(isTimeToRefresh({ version: 'b', isFinding: false }, long, NOW_MS)).toBe(false)
    expect(isTimeToRefresh({ version: 'b', isFinding: false }, long, NOW_MS + 200_000)).toBe(true)
  })
})
