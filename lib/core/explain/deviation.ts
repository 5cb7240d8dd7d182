import { MINUTE_MS } from '../times'
import type { SeriesReference } from './series-reference'
import { stepsOf, type ExplainedMetric, type SpanTimes } from './spans'

/** Part of the scale that a change has to exceed before its being unusual counts. */
export const FLOOR_SHARE = 0.1
/** A shorter step may be a single sample, and that a glitch. */
const GLITCH_MS = 2 * MINUTE_MS
/** In a shorter window every sample is a large part of it. */
const STEPS_WITH_GLITCHES = 10

/** How far a span lies from what was usual, one way. */
export interface Deviation {
  /** By its highest values: √(against its lead × against the same time of other spans) ÷ (roughness + floor). */
  peak: number
  /** By the second highest ones, so without what a single sample tells. */
  held: number
  /** By the mean of all that lies beyond: what lasts is another thing than what passes. */
  lasting: number
  /** The step of the window that lies furthest out. */
  peakStep: number
}

export const NO_DEVIATION: Deviation = { peak: 0, held: 0, lasting: 0, peakStep: 0 }

/** Beyond the scale only the logarithm counts: a queue of 1,000 is not a hundred times as bad as one of 10. */
const dampened = (distance: number, scale: number): number =>
  distance <= scale ? distance : scale * (1 + Math.log(distance / scale))

const between = (one: number, other: number, scale: number): number =>
  Math.sqrt(dampened(one, scale) * dampened(other, scale))

/** The two highest of what it is told, and never below zero. */
class TwoHighest {
  first = 0
  second = 0

  clear(): void {
    this.first = 0
    this.second = 0
  }

  add(value: number): void {
    if (value > this.first) {
      this.second = this.first
      this.first = value
    } else if (value > this.second) this.second = value
  }
}

/** Measures the window of one span against its own lead and against the same time of the others. */
export class DeviationMeter {
  private readonly steps: number
  private readonly canGlitch: boolean
  private readonly fromLevel = new TwoHighest()
  private readonly fromUsual = new TwoHighest()

  constructor(private readonly times: SpanTimes) {
    this.steps = stepsOf(times)
    this.canGlitch = times.windowSteps >= STEPS_WITH_GLITCHES && times.stepMs < GLITCH_MS
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
    const usual = span * windowSteps
    const { fromLevel, fromUsual } = this
    fromLevel.clear()
    fromUsual.clear()
    let [count, riseSum, excessSum] = [0, 0, 0]
    let furthest = 0
    let peakStep = 0
    for (let step = 0; step < windowSteps; step += 1) {
      const value = values[start + step] ?? NaN
      const rise = (value - level) * sign
      const excess = (value - (reference.usual[usual + step] ?? NaN)) * sign
      if (rise !== rise) continue
      count += 1
      if (rise > 0) riseSum += rise
      if (excess > 0) excessSum += excess
      fromLevel.add(rise)
      fromUsual.add(excess)
      if (rise > 0 && excess > 0 && rise * excess > furthest) {
        furthest = rise * excess
        peakStep = step
      }
    }
    const unit = (reference.roughness[span] ?? 0) + FLOOR_SHARE * scale
    const peak = between(fromLevel.first, fromUsual.first, scale) / unit
    const held = between(fromLevel.second, fromUsual.second, scale) / unit
    const lasting = count === 0 ? 0 : between(riseSum / count, excessSum / count, scale) / unit
    return { peak, held: this.canGlitch ? held : peak, lasting, peakStep }
  }
}
