import { describe, expect, it } from 'vitest'
import { changesSince, findKnown, isQuiet } from './known-recurrence'
import { signatureOf } from './recurrences/signature'

const signature = (startMinute: number, metric = 'disk.utilization.busy') =>
  signatureOf({ metric, periodMinutes: 1_440, startMinute, fact: '' })
const state = { nodesAffected: 3, medianDurationMs: 1_200_000, medianRise: 0.4 }
const known = { ...state, signature: signature(60), isMuted: true, changedMs: 1 }

describe('what is known of a recurrence', () => {
  it('is found again when it moved a little, and not when it is another', () => {
    expect(findKnown([known], signature(75))).toBe(known)
    expect(findKnown([known], signature(300))).toBeNull()
    expect(findKnown([known], signature(60, 'cpu.utilization.busy'))).toBeNull()
  })

  it('is the word that fits exactly, else the newest', () => {
    const newer = { ...known, signature: signature(70), changedMs: 2 }
    expect(findKnown([known, newer], signature(60))).toBe(known)
    expect(findKnown([known, newer], signature(65))).toBe(newer)
  })
})

describe('a muted recurrence', () => {
  it('stays quiet while it is as it was, or less', () => {
    expect(isQuiet(known, state)).toBe(true)
    expect(isQuiet(known, { nodesAffected: 1, medianDurationMs: 1, medianRise: 0.1 })).toBe(true)
    expect(isQuiet(known, { ...state, nodesAffected: 4 })).toBe(true)
  })

  it('comes back with more nodes, longer, or higher', () => {
    for (const change of [{ nodesAffected: 9 }, { medianDurationMs: 3_600_000 }, { medianRise: 0.9 }]) {
      expect(isQuiet(known, { ...state, ...change })).toBe(false)
      expect(changesSince(known, { ...state, ...change })).toHaveLength(1)
    }
  })

  it('is heard of as long as it is not muted', () => {
    expect(isQuiet({ ...known, isMuted: false }, state)).toBe(false)
    expect(isQuiet(null, state)).toBe(false)
  })
})
