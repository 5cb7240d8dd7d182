import { DAY_MS, dayOf } from '../../core/times'
import { startMsOf, type ReplayOptions } from '../options'

/** The first moments of the UTC days that a replay touches, oldest first. */
export const daysOf = (options: ReplayOptions): number[] => {
  const days: number[] = []
  for (let dayMs = dayOf(startMsOf(options)); dayMs < options.endMs; dayMs += DAY_MS) days.push(dayMs)
  return days
}

export const isWithin = (options: ReplayOptions, timeMs: number): boolean =>
  timeMs >= startMsOf(options) && timeMs < options.endMs
