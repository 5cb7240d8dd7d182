import { stepsOf, type SpanTimes } from './spans'

/** Part of the steps that have to be measured for a series to count as usually there. */
const USUALLY_THERE = 0.8
/** Part of the window that has to be missing at its end. */
const GONE_SHARE = 0.25
const FEWEST_GONE_STEPS = 2

export interface Presence {
  /** The first step of the window from which on nothing was measured any more; null where it is still there. */
  goneSinceStep: number | null
  /** Whether it was never measured before the window. */
  isNew: boolean
  /** The first step of the window with a value; null where there is none. */
  firstStep: number | null
}

/** Whether a series that was there before has vanished, or one that was not has come. */
export const presenceOf = (values: Float32Array, first: number, times: SpanTimes): Presence => {
  const { leadSteps, windowSteps, startsMs } = times
  const steps = stepsOf(times)
  const before = countMeasured(values, first, leadSteps)
  const earlier = countMeasured(values, first + steps, (startsMs.length - 1) * steps)
  const start = first + leadSteps
  let firstStep: number | null = null
  let lastStep = -1
  for (let step = 0; step < windowSteps; step += 1) {
    if (Number.isNaN(values[start + step])) continue
    firstStep ??= step
    lastStep = step
  }
  const goneSteps = windowSteps - 1 - lastStep
  const wasThere = leadSteps > 0 ? before >= USUALLY_THERE * leadSteps : false
  const isGone = goneSteps >= Math.max(FEWEST_GONE_STEPS, GONE_SHARE * windowSteps)
  return {
    goneSinceStep: wasThere && isGone ? lastStep + 1 : null,
    isNew: before === 0 && earlier === 0 && firstStep !== null,
    firstStep,
  }
}

const countMeasured = (values: Float32Array, from: number, count: number): number => {
  let measured = 0
  for (let at = from; at < from + count; at += 1) if (!Number.isNaN(values[at])) measured += 1
  return measured
}
