import type { Zone } from '@/lib/contract/view-choices'
import type { Window } from '@/lib/core/series'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/times'

const STEPS_MS: readonly number[] = [
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
]

export const tickStepMs = ({ fromMs, toMs }: Window, most: number): number => {
  const spanMs = toMs - fromMs
  return STEPS_MS.find((stepMs) => spanMs / stepMs <= most) ?? Math.ceil(spanMs / most / DAY_MS) * DAY_MS
}

const offsetMs = (atMs: number, zone: Zone): number =>
  zone === 'utc' ? 0 : -new Date(atMs).getTimezoneOffset() * MINUTE_MS

/** At most `most` ticks, on whole steps of the clock in the zone of the page. */
export const timeTicks = (window: Window, zone: Zone, most: number): number[] => {
  const stepMs = tickStepMs(window, most)
  const shiftMs = offsetMs(window.fromMs, zone)
  const ticks: number[] = []
  for (
    let atMs = Math.ceil((window.fromMs + shiftMs) / stepMs) * stepMs - shiftMs;
    atMs < window.toMs;
    atMs += stepMs
  ) {
    ticks.push(atMs)
  }
  return ticks
}

export const isDaily = (window: Window, most: number): boolean => tickStepMs(window, most) >= DAY_MS
