import { MINUTE_MS } from '../times'
import { MedianRoom } from './median'
import { stepsOf, type SpanTimes } from './spans'

/** Values at nearly the same time of earlier spans are compared: jobs do not start to the second. */
const NEAR_MS = 2 * MINUTE_MS

/**
 * What was usual for a series: the level that led up to each span, the values at the same time of the others, and how
 * much it changes from step to step. One object is used for all series, so that nothing is allocated.
 */
export class SeriesReference {
  /** The median of the lead of each span. */
  readonly levels: Float64Array
  /** The median of the other spans at each step of the window. */
  readonly usual: Float64Array
  /** The deviation of the differences of neighbouring values, of the lead and of everything, averaged. */
  roughness = NaN
  /** False for a series that never changes, or was never measured. */
  isMoving = false
  private readonly room: MedianRoom
  private readonly near: number
  private readonly steps: number
  private readonly spans: number

  constructor(private readonly times: SpanTimes) {
    this.spans = times.startsMs.length
    this.steps = stepsOf(times)
    this.near = Math.floor(NEAR_MS / times.stepMs)
    this.levels = new Float64Array(this.spans)
    this.usual = new Float64Array(times.windowSteps)
    this.room = new MedianRoom(Math.max(this.steps, this.spans * (2 * this.near + 1)))
  }

  read(values: Float32Array, first: number): void {
    this.isMoving = this.changes(values, first)
    if (!this.isMoving) return
    const { leadSteps, windowSteps } = this.times
    for (let span = 0; span < this.spans; span += 1)
      this.levels[span] = this.medianOf(values, first + span * this.steps, leadSteps)
    for (let step = 0; step < windowSteps; step += 1) this.usual[step] = this.usualAt(values, first, step)
    this.fillHoles()
    this.roughness = this.readRoughness(values, first)
  }

  private changes(values: Float32Array, first: number): boolean {
    let known = NaN
    const end = first + this.spans * this.steps
    for (let at = first; at < end; at += 1) {
      const value = values[at] ?? NaN
      if (value === value && known !== known) known = value
      else if (value === value && value !== known) return true
    }
    return false
  }

  private medianOf(values: Float32Array, from: number, count: number): number {
    this.room.clear()
    for (let at = from; at < from + count; at += 1) this.room.add(values[at] ?? NaN)
    return this.room.median()
  }

  private usualAt(values: Float32Array, first: number, step: number): number {
    this.room.clear()
    const { leadSteps, windowSteps } = this.times
    const from = Math.max(-leadSteps, step - this.near)
    const to = Math.min(windowSteps - 1, step + this.near)
    for (let span = 1; span < this.spans; span += 1) {
      const start = first + span * this.steps + leadSteps
      for (let at = from; at <= to; at += 1) this.room.add(values[start + at] ?? NaN)
    }
    return this.room.median()
  }

  /** Without a lead the usual values stand in for it, and the other way round. */
  private fillHoles(): void {
    this.room.clear()
    for (const value of this.usual) this.room.add(value)
    for (let span = 1; span < this.spans; span += 1) this.room.add(this.levels[span] ?? NaN)
    const own = this.levels[0] ?? NaN
    const overall = this.room.count > 0 ? this.room.median() : own
    for (let span = 0; span < this.spans; span += 1)
      if (Number.isNaN(this.levels[span])) this.levels[span] = overall
    for (let step = 0; step < this.usual.length; step += 1)
      if (Number.isNaN(this.usual[step])) this.usual[step] = Number.isNaN(own) ? overall : own
  }

  /** The window itself is left out: what happened in it is no excuse for it. */
  private readRoughness(values: Float32Array, first: number): number {
    const lead = new Differences()
    const all = new Differences()
    lead.addRun(values, first, this.times.leadSteps)
    all.addRun(values, first, this.times.leadSteps)
    for (let span = 1; span < this.spans; span += 1) all.addRun(values, first + span * this.steps, this.steps)
    const [ofLead, ofAll] = [lead.deviation(), all.deviation()]
    if (Number.isNaN(ofLead)) return Number.isNaN(ofAll) ? 0 : ofAll
    return (ofLead + ofAll) / 2
  }
}

class Differences {
  private count = 0
  private sum = 0
  private squares = 0

  addRun(values: Float32Array, from: number, count: number): void {
    for (let at = from + 1; at < from + count; at += 1) {
      const difference = (values[at] ?? NaN) - (values[at - 1] ?? NaN)
      if (difference !== difference) continue
      this.count += 1
      this.sum += difference
      this.squares += difference * difference
    }
  }

  deviation(): number {
    const mean = this.sum / this.count
    return Math.sqrt(Math.max(0, this.squares / this.count - mean * mean))
  }
}
