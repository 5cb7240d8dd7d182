import { describe, expect, it } from 'vitest'
import { prepareLiveStatus, type LiveInput } from './prepare-live-status'

const NOON_MS = Date.UTC(2025, 5, 1, 12)
const input = (change: Partial<LiveInput> = {}): LiveInput => ({
  answer: { nowMs: NOON_MS, asOfMs: NOON_MS - 4_000 },
  sinceAnswerMs: 3_000,
  isFixedWindow: false,
  isOnline: true,
  isFailing: false,
  isRefused: false,
  ...change,
})

describe('what the page says about its own age', () => {
  it('adds the age of the data and the time since it arrived', () => {
    expect(prepareLiveStatus(input())).toEqual({ tone: 'live', text: 'updated 7 s ago', alert: null })
  })

  it('does not call itself live when it is offline or gets no answer', () => {
    expect(prepareLiveStatus(input({ isOnline: false })).text).toBe('offline')
    expect(prepareLiveStatus(input({ isFailing: true })).text).toBe('not updating')
  })

  it('blames the server, not the nodes, when the server is behind', () => {
    const status = prepareLiveStatus(input({ answer: { nowMs: NOON_MS, asOfMs: NOON_MS - 300_000 } }))
    expect(status.tone).toBe('late')
    expect(status.alert).toContain('5 min behind')
  })

  it('does not call a fixed window late', () => {
    const old = { nowMs: NOON_MS, asOfMs: NOON_MS - 300_000 }
    expect(prepareLiveStatus(input({ answer: old, isFixedWindow: true })).tone).toBe('fixed')
  })

  it('knows no age before the first sample', () => {
    const status = prepareLiveStatus(input({ answer: { nowMs: NOON_MS, asOfMs: null } }))
    expect(status).toEqual({ tone: 'waiting', text: 'no samples yet', alert: null })
  })
})
