import { describe, expect, it } from 'vitest'
import { describeAxis } from './prepare-time-bar'

describe('the time axis in words', () => {
  it('says its span, its step and what was cut', () => {
    const axis = { window: { fromMs: 0, toMs: 3_600_000 }, stepMs: 60_000, cut: null }
    expect(describeAxis(axis)).toBe('1 h in 60 steps of 1 min')
    expect(describeAxis({ ...axis, cut: { shown: 25, of: 140 } })).toContain('25 of 140 lines')
  })
})
