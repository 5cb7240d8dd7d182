import { HOUR_MS, MINUTE_MS } from '../times'
import { medianOf, medianAmong } from './median'

const SMOOTHED_MS = 3 * MINUTE_MS
/** The median distance of a normal distribution, turned into its standard deviation. */
const SPREAD_OF_MEDIAN_DISTANCE = 1.4826

/** A burst fills one or two of them; a busy part of the day fills most. */
const HOURS_AROUND = 3

/** What is left of one series after another of the same steps when the hours around each sample are taken away. */
export class Residuals {
  /** NaN was not measured. */
  readonly values: Float32Array
  /** By step / `blockSteps`, from `offset` on: robust standard deviation; 0 where hardly anything moves, NaN of nothing. */
  readonly sigmas: Float64Array
  readonly blockSteps: number
  readonly offset: number
  /** The same before it was smoothed. */
  readonly raw: Float32Array
  private readonly room: Float32Array
  private readonly hours: Float64Array
  private readonly levels: Float64Array
  /** Steps on either side that smoothing mixes. */
  readonly half: number

  constructor(
    startMs: number,
    stepMs: number,
    private readonly stepCount: number,
  ) {
    this.values = new Float32Array(stepCount)
    this.raw = new Float32Array(stepCount)
    this.room = new Float32Array(stepCount)
    this.blockSteps = Math.max(1, Math.round(HOUR_MS / stepMs))
    this.offset = Math.floor((startMs % HOUR_MS) / stepMs)
    this.hours = new Float64Array(Math.ceil((stepCount + this.offset) / this.blockSteps))
    this.levels = new Float64Array(this.hours.length)
    this.sigmas = new Float64Array(this.hours.length)
    this.half = Math.floor(Math.max(1, Math.round(SMOOTHED_MS / stepMs)) / 2)
  }

  /** `series` has `stepCount` values; `sign` -1 where lower is worse. */
  take(series: Float32Array, sign: number): void {
    this.measureHours((step) => sign * (series[step] ?? NaN))
    this.steady()
    const { raw, blockSteps, offset } = this
    for (let step = 0; step < this.stepCount; step += 1) {
      const place = (step + offset + 0.5) / blockSteps - 0.5
      raw[step] = sign * (series[step] ?? NaN) - this.levelAt(place)
    }
    this.smooth()
    this.measureHours((step) => Math.abs(this.values[step] ?? NaN))
    this.spread()
  }

  /** The median of each hour. */
  private measureHours(valueAt: (step: number) => number): void {
    const { hours, blockSteps, offset, room } = this
    for (let block = 0; block < hours.length; block += 1) {
      const past = Math.min(this.stepCount, (block + 1) * blockSteps - offset)
      let count = 0
      for (let step = Math.max(0, block * blockSteps - offset); step < past; step += 1) {
        const value = valueAt(step)
        if (value === value) room[count++] = value
      }
      hours[block] = medianOf(room, count)
    }
  }

  /** One hour alone does not move the level. */
  private steady(): void {
    const { hours, levels } = this
    for (let block = 0; block < levels.length; block += 1)
      levels[block] = medianAmong(hours[block - 1] ?? NaN, hours[block] ?? NaN, hours[block + 1] ?? NaN)
  }

  /** In a straight line from the middle of one hour to that of the next, so that a slope leaves nothing behind. */
  private levelAt(place: number): number {
    const block = Math.floor(place)
    const before = this.levels[block] ?? NaN
    const after = this.levels[block + 1] ?? NaN
    if (before !== before) return after
    return after !== after ? before : before + (after - before) * (place - block)
  }

  /** The mean of what was measured close by, where something was measured. */
  private smooth(): void {
    const { raw, values, half, stepCount } = this
    let sum = 0
    let count = 0
    for (let next = 0; next < stepCount + half; next += 1) {
      const entering = raw[next] ?? NaN
      if (entering === entering) {
        sum += entering
        count += 1
      }
      const leaving = raw[next - 2 * half - 1] ?? NaN
      if (leaving === leaving) {
        sum -= leaving
        count -= 1
      }
      const own = raw[next - half] ?? NaN
      if (next >= half) values[next - half] = own === own ? sum / count : NaN
    }
  }

  /** That of the whole series, or of the hours around where those are busier. */
  private spread(): void {
    const { hours, sigmas } = this
    const whole = this.middleOfHours(0, hours.length)
    for (let block = 0; block < sigmas.length; block += 1) {
      const near = this.middleOfHours(block - HOURS_AROUND, block + HOURS_AROUND + 1)
      sigmas[block] = SPREAD_OF_MEDIAN_DISTANCE * (near > whole ? near : whole)
    }
  }

  private middleOfHours(from: number, past: number): number {
    const { hours, room } = this
    let count = 0
    for (let block = Math.max(0, from); block < Math.min(past, hours.length); block += 1) {
      const hour = hours[block] ?? NaN
      if (hour === hour) room[count++] = hour
    }
    return medianOf(room, count)
  }
}
