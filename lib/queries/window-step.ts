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

const LONG_STEPS_MS: readonly number[] = [...STEPS_MS, 2 * DAY_MS, 7 * DAY_MS, 14 * DAY_MS, 28 * DAY_MS]

/** What an answer may hold, and what a browser draws at once. */
const MOST_CELLS = 1_000_000

export interface HeatMapSteps {
  stepped: SteppedWindow
  /** The step that a single node would have. */
  finestStepMs: number
}

/** The finest step that leaves at most a thousand columns and a million cells; minutes only while they are kept. */
export const heatMapWindow = (window: Window, rowCount: number, minutesSinceMs: number): HeatMapSteps => {
  const spanMs = window.toMs - window.fromMs
  const atLeastMs = window.fromMs < minutesSinceMs ? FIVE_MINUTES_MS : MINUTE_MS
  const stepWith = (most: number): number =>
    LONG_STEPS_MS.find((stepMs) => stepMs >= atLeastMs && spanMs / stepMs <= most) ?? 28 * DAY_MS
  // Widening the window to whole steps may add one at either end.
  const most = Math.min(MOST_STEPS, Math.floor(MOST_CELLS / Math.max(1, rowCount))) - 2
  const stepMs = stepWith(most)
  const table = stepMs % FIVE_MINUTES_MS === 0 ? 'roll_5m' : 'roll_1m'
  return {
    stepped: { window: snapWindow(window, stepMs), stepMs, table },
    finestStepMs: stepWith(MOST_STEPS - 2),
  }
}
