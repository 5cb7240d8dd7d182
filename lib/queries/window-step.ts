import { snapWindow } from '../contract/window'
import type { Window } from '../core/series'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/times'
import type { RollTable } from '../store/blocks'

const FIVE_MINUTES_MS = 5 * MINUTE_MS

/** Above this, one-minute blocks of a large fleet cost more than their finer edges are worth. */
const FINE_GRID_MS = 2 * HOUR_MS

export interface SteppedWindow {
  window: Window
  stepMs: number
  table: RollTable
}

/** The window in whole steps of the table that answers it at the least cost. */
export const gridWindow = (window: Window): SteppedWindow => {
  const isFine = window.toMs - window.fromMs <= FINE_GRID_MS
  const stepMs = isFine ? MINUTE_MS : FIVE_MINUTES_MS
  return { window: snapWindow(window, stepMs), stepMs, table: isFine ? 'roll_1m' : 'roll_5m' }
}

const STEPS_MS: readonly number[] = [
  MINUTE_MS,
  FIVE_MINUTES_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
]

/** What a chart can show, and what an answer may hold. */
const CHART_STEPS = 400
const MOST_STEPS = 1_000

const stepFor = (spanMs: number, most: number, atLeastMs: number): number =>
  STEPS_MS.find((stepMs) => stepMs >= atLeastMs && spanMs / stepMs <= most) ?? DAY_MS

export const seriesWindow = (window: Window, wantedStepMs: number | undefined): SteppedWindow => {
  const spanMs = window.toMs - window.fromMs
  const stepMs =
    wantedStepMs === undefined ? stepFor(spanMs, CHART_STEPS, 0) : stepFor(spanMs, MOST_STEPS, wantedStepMs)
  return {
    window: snapWindow(window, stepMs),
    stepMs,
    table: stepMs % FIVE_MINUTES_MS === 0 ? 'roll_5m' : 'roll_1m',
  }
}
