import { MINUTE_MS } from '../times'
import type { SeriesReference } from './series-reference'
import { stepsOf, type ExplainedMetric, type SpanTimes } from './spans'

/** Part of the scale that a change has to exceed before its being unusual counts. */
const FLOOR_SHARE = 0.1
/** What was held shorter may be a glitch. */
const HELD_MS = 2 * MINUTE_MS
/** In a shorter window every sample is a large part of it. */
const STEPS_WITH_GLITCHES = 10

/** How far a span lies from what was usual, one way. */
export interface Deviation {
  /** By its highest values: √(against its lead × against the same time of other spans) ÷ (roughness + floor). */
  peak: number
  /** The same without what a single sample tells. */
  held: number
  /** The step of the window that lies furthest out. */
  peakStep: number
}

export const NO_DEVIATION: Deviation = { peak: 0, held: 0, peakStep: 0 }

/** Beyond the scale only the logarithm counts: a queue of 1,000 is not a hundred times as bad as one of 10. */
const dampened = (distance: number, scale: number): number =>
  distance <= scale ? distance : scale * (1 + Math.log(distance / scale))

/** Measures the window of one span against its own lead and against the same time of the others. */
export class DeviationMeter {
  private readonly steps: number
  private readonly heldSteps: number

  constructor(private readonly times: SpanTimes) {
    this.steps = stepsOf(times)
    const canGlitch = times.windowSteps >= STEPS_WITH_GLITCHES
    this.heldSteps = canGlitch ? Math.max(1, Math.ceil(HELD_MS / times.stepMs)) : 1
  }

  /** `sign` is 1 for what rises and -1 for what falls. */
  measure(
    values: Float32Array,
    first: number,
    span: number,
    reference: SeriesReference,
    { scale }: ExplainedMetric,
    sign: 1 | -1,
  ): Deviation {
    const { leadSteps, windowSteps } = this.times
    const start = first + span * this.steps + leadSteps
    const level = reference.levels[span] ?? NaN
    const peaks = { level: 0, usual: 0, heldLevel: 0, heldUsual: 0, both: 0, step: 0 }
    let [heldLevel, heldUsual] = [0, 0]
    for (let step = 0; step < windowSteps; step += 1) {
      const value = values[start + step] ?? NaN
      const fromLevel = (value - level) * sign
      const fromUsual = (value - (reference.usual[step] ?? NaN)) * sign
      if (fromLevel > peaks.level) peaks.level = fromLevel
      if (fromUsual > peaks.usual) peaks.usual = fromUsual
      if (fromLevel > 0 && fromUsual > 0 && fromLevel * fromUsual > peaks.both) {
        peaks.both = fromLevel * fromUsual
        peaks.step = step
      }
      if (this.heldSteps === 1) continue
      peaks.heldLevel = Math.max(peaks.heldLevel, Math.min(heldLevel, fromLevel))
      peaks.heldUsual = Math.max(peaks.heldUsual, Math.min(heldUsual, fromUsual))
      heldLevel = fromLevel > 0 ? fromLevel : 0
      heldUsual = fromUsual > 0 ? fromUsual : 0
    }
    const unit = reference.roughness + FLOOR_SHARE * scale
    const peak = between(peaks.level, peaks.usual, scale) / unit
    const held = this.heldSteps === 1 ? peak : between(peaks.heldLevel, peaks.heldUsual, scale) / unit
    return { peak, held, peakStep: peaks.step }
  }
}

const between = (one: number, other: number, scale: number): number =>
  Math.sqrt(dampened(one, scale) * dampened(other, scale))
