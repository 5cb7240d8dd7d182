import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAxis, logTicks, msAtShare, shareOfMs } from './log-axis'

const bounds = fc
  .tuple(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.double({ min: 1.01, max: 1e6, noNaN: true }))
  .map(([lowMs, ratio]) => ({ lowMs, highMs: lowMs * ratio }))

describe('a logarithmic axis', () => {
  it('shows all that lies between its bounds, and leaves room beyond them where something lies there', () => {
    fc.assert(
      fc.property(bounds, fc.boolean(), fc.boolean(), (input, isBelow, isAbove) => {
        const axis = createAxis({ ...input, isBelow, isAbove })
        expect(axis.lowMs).toBeLessThanOrEqual(input.lowMs)
        expect(axis.highMs).toBeGreaterThanOrEqual(input.highMs)
        if (isBelow) expect(shareOfMs(axis, input.lowMs)).toBeGreaterThan(0.01)
        if (isAbove) expect(shareOfMs(axis, input.highMs)).toBeLessThan(0.99)
      }),
    )
  })

  it('gives back the latency that it placed', () => {
    fc.assert(
      fc.property(bounds, fc.double({ min: 0, max: 1, noNaN: true }), (input, share) => {
        const axis = createAxis({ ...input, isBelow: false, isAbove: false })
        expect(shareOfMs(axis, msAtShare(axis, share))).toBeCloseTo(share, 6)
      }),
    )
  })

  it('begins somewhere above zero where the lowest edge is zero', () => {
    expect(createAxis({ lowMs: 0, highMs: 100, isBelow: true, isAbove: false }).lowMs).toBeGreaterThan(0)
  })

  it('has round ticks within it, no more than there is room for', () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: 3, max: 12 }), (input, most) => {
        const axis = createAxis({ ...input, isBelow: false, isAbove: false })
        const ticks = logTicks(axis, most)
        expect(ticks.length).toBeLessThanOrEqual(most)
        for (const ms of ticks) {
          expect(ms).toBeGreaterThanOrEqual(axis.lowMs)
          expect(ms).toBeLessThanOrEqual(axis.highMs)
        }
      }),
    )
  })

  it('names one, two and five of each power where there is room', () => {
    expect(logTicks({ lowMs: 1, highMs: 100 }, 8)).toEqual([1, 2, 5, 10, 20, 50, 100])
  })
})
