import { snapWindow } from '../../contract/window'
import type { Window } from '../../core/series'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/times'
import type { LatencyForm } from '../../store/latency/rolled'

const FIVE_MINUTES_MS = 5 * MINUTE_MS

const STEPS_MS: readonly number[] = [
  MINUTE_MS,
  2 * MINUTE_MS,
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

/** What a heat map can show side by side. */
const MOST_STEPS = 300
/** Beyond this minutes cost more than their finer edges are worth. */
const FINE_MS = 6 * HOUR_MS

export interface LatencyWindow {
  window: Window
  stepMs: number
  stepCount: number
}

const inSteps = (asked: Window, stepMs: number): LatencyWindow => {
  const window = snapWindow(asked, stepMs)
  return { window, stepMs, stepCount: Math.round((window.toMs - window.fromMs) / stepMs) }
}

const finestStepMs = ({ fromMs }: Window, minutesSinceMs: number): number =>
  fromMs < minutesSinceMs ? FIVE_MINUTES_MS : MINUTE_MS

/** The finest steps that a heat map can show; minutes only where they are kept. */
export const heatMapWindow = (asked: Window, minutesSinceMs: number): LatencyWindow => {
  const atLeastMs = finestStepMs(asked, minutesSinceMs)
  const spanMs = asked.toMs - asked.fromMs
  const stepMs = STEPS_MS.find((one) => one >= atLeastMs && spanMs / one <= MOST_STEPS) ?? DAY_MS
  return inSteps(asked, stepMs)
}

/** Minutes of a short window, else five minutes: for what is added up anyway. */
export const sumWindow = (asked: Window, minutesSinceMs: number): LatencyWindow => {
  const isShort = asked.toMs - asked.fromMs <= FINE_MS
  return inSteps(asked, isShort ? finestStepMs(asked, minutesSinceMs) : FIVE_MINUTES_MS)
}

/** What answers steps of this length at the least cost. */
export const formFor = (stepMs: number, isBySeries: boolean): LatencyForm => {
  const isCoarse = stepMs % FIVE_MINUTES_MS === 0
  if (isBySeries) return isCoarse ? 'series_5m' : 'series'
  return isCoarse ? 'fleet_5m' : 'fleet'
}
