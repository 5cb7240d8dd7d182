import { snapWindow } from '../contract/window'
import type { Window } from '../core/series'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/times'
import type { RollTable } from '../store/block'

const FIVE_MINUTES_MS = 5 * MINUTE_MS

/** Above this, one-minute blocks of a large fleet cost more than their finer edges are worth. */
const FINE_GRID_MS = 2 * HOUR_MS

export interface SteppedWindow {
  window: Window
  stepMs: number
  table: RollTable
}

/** The window in whole steps of the table that answers it at the least cost; minutes only where they are kept. */
export const gridWindow = (window: Window, minutesSinceMs: number): SteppedWindow => {
  const isFine = window.toMs - window.fromMs <= FINE_GRID_MS && window.fromMs >= minutesSinceMs
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

/** The finest step that all of the window is kept in. */
const keptStepMs = ({ fromMs }: Window, minutesSinceMs: number): number =>
  fromMs < minutesSinceMs ? FIVE_MINUTES_MS : MINUTE_MS

const stepFor = (spanMs: number, most: number, atLeastMs: number): number =>
  STEPS_MS.find((stepMs) => stepMs >= atLeastMs && spanMs / stepMs <= most) ?? DAY_MS

export const seriesWindow = (
  window: Window,
  wantedStepMs: number | undefined,
  minutesSinceMs: number,
): SteppedWindow => {
  const spanMs = window.toMs - window.fromMs
  const keptMs = keptStepMs(window, minutesSinceMs)
  const stepMs =
    wantedStepMs === undefined
      ? stepFor(spanMs, CHART_STEPS, keptMs)
      : stepFor(spanMs, MOST_STEPS, Math.max(wantedStepMs, keptMs))
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
  const atLeastMs = keptStepMs(window, minutesSinceMs)
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
