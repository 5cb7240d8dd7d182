import type { MetricHistory } from '../fleet-history'
import type { Window } from '../series'
import { OnsetList, ONSET_LEVELS, type OnsetColumns } from './onset-columns'
import { Residuals } from './residuals'

export interface OnsetOptions {
  /** See `onsetFloorOf`. */
  floor: number
  higherIsWorse: boolean
  /** Only bursts that begin in it are answered; those around it are what they are judged by. */
  window: Window
}

/** Samples below the threshold, or not measured, within one burst. */
const MOST_GAP_STEPS = 2
/** Where nothing was measured for longer before it, nobody knows when a burst began. */
const MOST_UNSEEN_STEPS = 5
/** A burst goes on until it falls below this part of the threshold, or a plateau among noise would be many bursts. */
const HELD_SHARE = 0.5
/** A lower burst that is shorter than what smoothing mixes is noise. */
const SURE_SIGMAS = 8
/** Rounding of sums of floats is no rise. */
const ROUNDING = 1e-6

/** The bursts of every row, at each of `ONSET_LEVELS`: where the values rise above the hours around them. */
export const findOnsets = (history: MetricHistory, options: OnsetOptions): OnsetColumns => {
  const { startMs, stepMs, stepCount, values } = history
  const residuals = new Residuals(startMs, stepMs, stepCount)
  const list = new OnsetList()
  const sign = options.higherIsWorse ? 1 : -1
  history.rows.forEach((_, row) => {
    residuals.take(values.subarray(row * stepCount, (row + 1) * stepCount), sign)
    ONSET_LEVELS.forEach((sigmas, level) => {
      const thresholds = residuals.sigmas.map((sigma) => Math.max(sigmas * sigma, options.floor, ROUNDING))
      const leastSteps = sigmas < SURE_SIGMAS ? residuals.half * 2 + 1 : 1
      scan(residuals, thresholds, (smoothed) => {
        if (smoothed.lastAbove - smoothed.first + 1 < leastSteps) return
        const { first, last, rise } = sharpen(residuals, thresholds, smoothed)
        const onsetMs = startMs + first * stepMs
        if (onsetMs < options.window.fromMs || onsetMs >= options.window.toMs) return
        list.add(row, level, onsetMs, (last - first + 1) * stepMs, rise)
      })
    })
  })
  return list.finish()
}

interface Burst {
  first: number
  last: number
  rise: number
}

interface SmoothedBurst extends Burst {
  /** The last step above the whole threshold. */
  lastAbove: number
}

/** Smoothing makes a high burst begin early and end late. */
const sharpen = (
  { raw, half, blockSteps, offset }: Residuals,
  thresholds: Float64Array,
  { first, last, rise }: Burst,
): Burst => {
  const isAbove = (step: number, share: number) =>
    (raw[step] ?? NaN) > share * (thresholds[Math.floor((step + offset) / blockSteps)] ?? NaN)
  const steps = Array.from({ length: half + 1 }, (_, moved) => moved)
  const begin = steps.find((moved) => isAbove(first + moved, 1)) ?? 0
  const end = steps.find((moved) => isAbove(last - moved, HELD_SHARE)) ?? 0
  return first + begin > last - end ? { first, last, rise } : { first: first + begin, last: last - end, rise }
}

/** Calls `found` for each run of values above the threshold whose begin was seen. */
const scan = (
  { values, blockSteps, offset }: Residuals,
  thresholds: Float64Array,
  found: (burst: SmoothedBurst) => void,
): void => {
  let first = -1
  let lastAbove = -1
  let last = -1
  let rise = 0
  let lastMeasured = -1
  let isSeen = false
  let threshold = NaN
  for (let step = 0; step < values.length; step += 1) {
    if (step === 0 || (step + offset) % blockSteps === 0)
      threshold = thresholds[Math.floor((step + offset) / blockSteps)] ?? NaN
    const value = values[step] ?? NaN
    if (first >= 0 && step - last > MOST_GAP_STEPS + 1) {
      if (isSeen) found({ first, last, lastAbove, rise })
      first = -1
    }
    if (value !== value) continue
    if (value > threshold) {
      if (first < 0) {
        first = step
        rise = value
        isSeen = lastMeasured >= 0 && step - lastMeasured <= MOST_UNSEEN_STEPS
      }
      lastAbove = step
      last = step
      rise = Math.max(rise, value)
    } else if (first >= 0 && value > HELD_SHARE * threshold) last = step
    lastMeasured = step
  }
  if (first >= 0 && isSeen) found({ first, last, lastAbove, rise })
}
