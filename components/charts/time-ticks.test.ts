import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZONES } from '@/lib/contract/view-choices'
import { tickStepMs, timeTicks } from './time-ticks'

const MOST = 6
const window = fc
  .tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 900_000, max: 34_560_000_000 }))
  .map(([fromMs, spanMs]) => ({ fromMs, toMs: fromMs + spanMs }))

describe('ticks of the time axis', () => {
  it('lie in the window, evenly, and are not too many', () => {
    fc.assert(
      fc.property(window, fc.constantFrom(...ZONES), (span, zone) => {
        const ticks = timeTicks(span, zone, MOST)
        expect(ticks.length).toBeLessThanOrEqual(MOST + 1)
        for (const [index, tick] of ticks.entries()) {
          expect(tick).toBeGreaterThanOrEqual(span.fromMs)
          expect(tick).toBeLessThan(span.toMs)
          if (index > 0) expect(tick - (ticks[index - 1] ?? 0)).toBe(tickStepMs(span, MOST))
        }
      }),
    )
  })

  it('stand at whole ten minutes in an hour', () => {
    const fromMs = Date.UTC(2025, 5, 1, 10, 3)
    expect(timeTicks({ fromMs, toMs: fromMs + 3_600_000 }, 'utc', MOST)[0]).toBe(Date.UTC(2025, 5, 1, 10, 10))
  })
})
