import { MINUTE_MS } from '../times'
import { medianWithout, MedianRoom } from './median'
import { Differences } from './differences'
import { stepsOf, type SpanTimes } from './spans'

/** Values at nearly the same time of other spans are compared: jobs do not start to the second. */
const NEAR_MS = 2 * MINUTE_MS

const QUIET_SHARE = 0.25

/**
 * What was usual for a series: the level that led up to each span, the values at the same time of the others, and how
 * much it changes from step to step. Every span is read as the one to explain is, without what happened in it, so that
 * what the spans say can be compared. One object is used for all series, so that nothing is allocated.
 */
export class SeriesReference {
  /** The median of the lead of each span. */
  readonly levels: Float64Array
  /** The median of the other spans, index = span * windowSteps + step. */
  readonly usual: Float64Array
  /** By span: the deviation of the differences of neighbouring values, of its lead and of everything, averaged. */
  readonly roughness: Float64Array
  /** False for a series that never changes, or was never measured. */
  isMoving = false
  private lowLevel = NaN
  private highLevel = NaN
  private readonly room: MedianRoom
  private readonly near: number
  private readonly steps: number
  private readonly spans: number
  private readonly own: Float64Array
  private readonly leads: Differences[]
  private readonly windows: Differences[]
  private readonly sum = new Differences()

  constructor(private readonly times: SpanTimes) {
    this.spans = times.startsMs.length
    this.steps = stepsOf(times)
    this.near = Math.floor(NEAR_MS / times.stepMs)
    this.levels = new Float64Array(this.spans)
    this.usual = new Float64Array(this.spans * times.windowSteps)
    this.roughness = new Float64Array(this.spans)
    this.own = new Float64Array(this.spans)
    this.leads = Array.from({ length: this.spans }, () => new Differences())
    this.windows = Array.from({ length: this.spans }, () => new Differences())
    this.room = new MedianRoom(Math.max(this.steps, this.spans, 2 * this.near + 1))
  }

  /** With `bad`, the direction in which jobs of other hours may lift the leads, levels are the quiet ones. */
  read(values: Float32Array, first: number, bad: 1 | -1 | null = null): void {
    this.isMoving = this.changes(values, first)
    if (!this.isMoving) return
    const { leadSteps, windowSteps } = this.times
    for (let span = 0; span < this.spans; span += 1)
      this.levels[span] = this.medianOf(values, first + span * this.steps, leadSteps)
    this.readQuietLevels()
    if (bad !== null) this.levels.set(this.levels.map((_, span) => this.quietLevel(span, bad)))
    for (let step = 0; step < windowSteps; step += 1) this.readUsual(values, first, step)
    this.fillHoles()
    this.readRoughness(values, first)
  }

  /** The middle distance of a span's values from what was usual, of a series that was read. */
  shiftOf(values: Float32Array, first: number, span: number): number {
    const { room, usual } = this
    const { leadSteps, windowSteps } = this.times
    const start = first + span * this.steps + leadSteps
    room.clear()
    for (let step = 0; step < windowSteps; step += 1)
      room.add((values[start + step] ?? NaN) - (usual[span * windowSteps + step] ?? NaN))
    return room.median()
  }

  /** The level before a span, where another job may run: no further the bad way than that of a quarter of all spans. */
  quietLevel(span: number, sign: 1 | -1): number {
    const level = this.levels[span] ?? NaN
    return sign === 1 ? Math.min(level, this.lowLevel) : Math.max(level, this.highLevel)
  }

  /** How far the mean of a span lies the bad way from what led up to it, of a series that was read. */
  riseOf(values: Float32Array, first: number, span: number, sign: 1 | -1): number {
    const start = first + span * this.steps + this.times.leadSteps
    let [sum, count] = [0, 0]
    for (let at = start; at < start + this.times.windowSteps; at += 1) {
      const value = values[at] ?? NaN
      if (value !== value) continue
      sum += value
      count += 1
    }
    return sign * (sum / count - this.quietLevel(span, sign))
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

  private readQuietLevels(): void {
    const { room, levels } = this
    room.clear()
    for (const level of levels) room.add(level)
    const sorted = room.sorted()
    const place = Math.floor(QUIET_SHARE * (room.count - 1))
    this.lowLevel = sorted[place] ?? NaN
    this.highLevel = sorted[room.count - 1 - place] ?? NaN
  }

  private readUsual(values: Float32Array, first: number, step: number): void {
    const { own, room, usual } = this
    const { leadSteps, windowSteps } = this.times
    for (let span = 0; span < this.spans; span += 1) {
      const at = first + span * this.steps + leadSteps + step
      own[span] = this.near === 0 ? (values[at] ?? NaN) : this.nearby(values, at, step)
    }
    room.clear()
    for (const value of own) room.add(value)
    const sorted = room.sorted()
    for (let span = 0; span < this.spans; span += 1)
      usual[span * windowSteps + step] = medianWithout(sorted, room.count, own[span] ?? NaN)
  }

  private nearby(values: Float32Array, at: number, step: number): number {
    const { leadSteps, windowSteps } = this.times
    const before = Math.min(this.near, step + leadSteps)
    const after = Math.min(this.near, windowSteps - 1 - step)
    return this.medianOf(values, at - before, before + after + 1)
  }

  /** Without a lead the usual values stand in for it, and the other way round. */
  private fillHoles(): void {
    const { windowSteps } = this.times
    this.room.clear()
    for (const level of this.levels) this.room.add(level)
    const overall = this.room.median()
    for (let span = 0; span < this.spans; span += 1) {
      const known = this.levels[span] ?? NaN
      const usual = this.usual.subarray(span * windowSteps, (span + 1) * windowSteps)
      if (known !== known) this.levels[span] = this.middleOf(usual, overall)
      for (let step = 0; step < windowSteps; step += 1)
        if (Number.isNaN(usual[step])) usual[step] = known === known ? known : overall
    }
  }

  private middleOf(usual: Float64Array, otherwise: number): number {
    this.room.clear()
    for (const value of usual) this.room.add(value)
    return this.room.count > 0 ? this.room.median() : otherwise
  }

  /** The window itself is left out: what happened in it is no excuse for it. */
  private readRoughness(values: Float32Array, first: number): void {
    const { leads, windows, sum } = this
    const { leadSteps, windowSteps } = this.times
    sum.clear()
    for (let span = 0; span < this.spans; span += 1) {
      const start = first + span * this.steps
      leads[span]?.read(values, start, leadSteps)
      windows[span]?.read(
        values,
        start + leadSteps - Math.min(1, leadSteps),
        windowSteps + Math.min(1, leadSteps),
      )
      sum.add(leads[span], 1)
      sum.add(windows[span], 1)
    }
    for (let span = 0; span < this.spans; span += 1) {
      const ofLead = leads[span]?.deviation() ?? NaN
      sum.add(windows[span], -1)
      const ofAll = sum.deviation()
      sum.add(windows[span], 1)
      if (Number.isNaN(ofLead)) this.roughness[span] = Number.isNaN(ofAll) ? 0 : ofAll
      else this.roughness[span] = Number.isNaN(ofAll) ? ofLead : (ofLead + ofAll) / 2
    }
  }
}
