import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { middleOf, movedBy, shareOf, stepAt, stepCountOf, stepsBetween, timeAtShare } from './plot-time'

const axis = fc
  .tuple(
    fc.integer({ min: 0, max: 1e7 }),
    fc.constantFrom(60_000, 300_000),
    fc.integer({ min: 1, max: 1_000 }),
  )
  .map(([start, stepMs, steps]) => ({
    stepMs,
    window: { fromMs: start * stepMs, toMs: (start + steps) * stepMs },
  }))
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('the time axis of a plot', () => {
  it('finds the step that a pointer is over, and draws it where the pointer is', () => {
    fc.assert(
      fc.property(axis, share, (of, at) => {
        const atMs = timeAtShare(of, at)
        const step = stepAt(of, atMs)
        expect(step).not.toBeNull()
        expect(middleOf(of, step ?? -1)).toBe(atMs)
        expect(Math.abs(shareOf(of, atMs) - at)).toBeLessThanOrEqual(1 / stepCountOf(of))
      }),
    )
  })

  it('never leaves the axis by keyboard', () => {
    fc.assert(
      fc.property(axis, share, fc.integer({ min: -2_000, max: 2_000 }), (of, at, steps) => {
        expect(stepAt(of, movedBy(of, timeAtShare(of, at), steps))).not.toBeNull()
      }),
    )
  })

  it('begins at the newest step where nothing was pointed at', () => {
    const of = { stepMs: 60_000, window: { fromMs: 0, toMs: 600_000 } }
    expect(movedBy(of, null, -1)).toBe(570_000)
  })

  it('selects whole steps, the same whichever end comes first, within the window', () => {
    fc.assert(
      fc.property(axis, share, share, (of, one, other) => {
        const a = timeAtShare(of, one)
        const b = timeAtShare(of, other)
        const selected = stepsBetween(of, a, b)
        expect(selected).toEqual(stepsBetween(of, b, a))
        expect((selected.toMs - selected.fromMs) % of.stepMs).toBe(0)
        expect(selected.fromMs).toBeGreaterThanOrEqual(of.window.fromMs)
        expect(selected.toMs).toBeLessThanOrEqual(of.window.toMs)
        expect(stepAt({ ...of, window: selected }, a)).not.toBeNull()
      }),
    )
  })

  it('has no step outside its window', () => {
    const of = { stepMs: 60_000, window: { fromMs: 60_000, toMs: 120_000 } }
    expect([stepAt(of, 59_999), stepAt(of, 120_000), stepAt(of, null)]).toEqual([null, null, null])
  })
})
