import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Window } from '../core/series'
import { gridWindow, heatMapWindow, seriesWindow } from './window-step'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const window = fc
  .tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: MINUTE_MS, max: 400 * DAY_MS }))
  .map(([fromMs, spanMs]) => ({ fromMs, toMs: fromMs + spanMs }))

describe('the steps of a window', () => {
  it('hold the whole window and add less than a step at either end', () => {
    fc.assert(
      fc.property(window, (asked) => {
        for (const { window: stepped, stepMs } of [gridWindow(asked, 0), seriesWindow(asked, undefined, 0)]) {
          expect(stepped.fromMs).toBeLessThanOrEqual(asked.fromMs)
          expect(stepped.toMs).toBeGreaterThanOrEqual(asked.toMs)
          expect(stepped.toMs - stepped.fromMs).toBeLessThan(asked.toMs - asked.fromMs + 2 * stepMs)
        }
      }),
    )
  })

  it('are few enough for a chart and never finer than their table', () => {
    fc.assert(
      fc.property(
        window,
        fc.option(fc.constantFrom(1_000, MINUTE_MS, 300_000, 3_600_000), { nil: undefined }),
        (asked, wanted) => {
          const { window: stepped, stepMs, table } = seriesWindow(asked, wanted, 0)
          expect((stepped.toMs - stepped.fromMs) / stepMs).toBeLessThanOrEqual(1_002)
          expect(stepMs % (table === 'roll_5m' ? 300_000 : MINUTE_MS)).toBe(0)
          if (wanted !== undefined) expect(stepMs).toBeGreaterThanOrEqual(wanted)
        },
      ),
    )
  })

  it('of a heat map leave at most a thousand columns and a million cells, and widen only for many nodes', () => {
    fc.assert(
      fc.property(window, fc.integer({ min: 0, max: 20_000 }), (asked, rowCount) => {
        const { stepped, finestStepMs } = heatMapWindow(asked, rowCount, 0)
        const columns = (stepped.window.toMs - stepped.window.fromMs) / stepped.stepMs
        expect(columns).toBeLessThanOrEqual(1_000)
        expect(columns * rowCount).toBeLessThanOrEqual(1_000_000)
        expect(stepped.stepMs).toBeGreaterThanOrEqual(finestStepMs)
        if (rowCount <= 1_000) expect(stepped.stepMs).toBe(finestStepMs)
      }),
    )
  })

  it('are no minutes where minutes are gone, in the grid, in charts and in a heat map', () => {
    const asked = { fromMs: 10 * DAY_MS, toMs: 10 * DAY_MS + 60 * MINUTE_MS }
    for (const stepOf of [
      gridWindow,
      (window: Window, since: number) => seriesWindow(window, MINUTE_MS, since),
    ]) {
      expect(stepOf(asked, 9 * DAY_MS).table).toBe('roll_1m')
      expect(stepOf(asked, 11 * DAY_MS).table).toBe('roll_5m')
    }
    expect(heatMapWindow(asked, 1, 9 * DAY_MS).stepped.table).toBe('roll_1m')
    expect(heatMapWindow(asked, 1, 11 * DAY_MS).stepped.table).toBe('roll_5m')
  })
})
