import { stepsOf, type SpanTimes } from './spans'

/** Part of the way from the level before to the furthest value at which a change has begun. */
const BEGUN_SHARE = 0.35
/** A run goes on across this many steps that fall back or lack a value. */
const LONGEST_GAP_STEPS = 2

export interface Onset {
  /** Counted from the start of the window; below zero it began in the lead. */
  step: number
  /** How many steps the run takes, as far as the window tells. */
  steps: number
}

/** The run of values around the furthest one that lie clearly away from the level before. */
export const findOnset = (
  values: Float32Array,
  first: number,
  times: SpanTimes,
  { peakStep, level, sign }: { peakStep: number; level: number; sign: 1 | -1 },
): Onset => {
  const start = first + times.leadSteps
  const peak = ((values[start + peakStep] ?? NaN) - level) * sign
  const isAway = (step: number) => ((values[start + step] ?? NaN) - level) * sign >= BEGUN_SHARE * peak
  const walk = (direction: 1 | -1): number => {
    let end = peakStep
    let gap = 0
    for (
      let step = peakStep + direction;
      step >= -times.leadSteps && step < stepsOf(times) - times.leadSteps;
      step += direction
    ) {
      if (isAway(step)) {
        end = step
        gap = 0
      } else {
        gap += 1
        if (gap > LONGEST_GAP_STEPS) break
      }
    }
    return end
  }
  const step = walk(-1)
  return { step, steps: walk(1) - step + 1 }
}
