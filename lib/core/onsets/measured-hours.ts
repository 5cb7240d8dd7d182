import type { MetricHistory } from '../fleet-history'
import type { Window } from '../series'
import { HOUR_MS } from '../times'

/** By row * hours of the window + hour: 1 where at least half of the hour was measured. */
export const measuredHours = (
  { startMs, stepMs, stepCount, rows, values }: MetricHistory,
  { fromMs, toMs }: Window,
): Uint8Array => {
  const hours = Math.ceil((toMs - fromMs) / HOUR_MS)
  const perHour = Math.round(HOUR_MS / stepMs)
  const measured = new Uint8Array(rows.length * hours)
  for (let row = 0; row < rows.length; row += 1)
    for (let hour = 0; hour < hours; hour += 1) {
      const first = Math.round((fromMs + hour * HOUR_MS - startMs) / stepMs)
      let count = 0
      for (let step = Math.max(0, first); step < Math.min(stepCount, first + perHour); step += 1) {
        const value = values[row * stepCount + step] ?? NaN
        if (value === value) count += 1
      }
      measured[row * hours + hour] = 2 * count >= perHour ? 1 : 0
    }
  return measured
}
