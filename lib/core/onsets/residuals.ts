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
  private readonly distances: Float32Array
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
    this.distances = new Float32Array(stepCount)
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
    const { raw, values, distances } = this
    for (let step = 0; step < this.stepCount; step += 1) raw[step] = sign * (series[step] ?? NaN)
    this.measureHours(raw, 1)
    this.steady()
    for (let block = -1; block < this.levels.length; block += 1) this.takeAway(block)
    this.smooth()
    for (let step = 0; step < this.stepCount; step += 1) distances[step] = Math.abs(values[step] ?? NaN)
    // Smoothed samples say the same as their neighbours.
    this.measureHours(distances, this.half + 2)
    this.spread()
  }

  /** The median of each hour, of every so many samples. */
  private measureHours(of: Float32Array, stride: number): void {
    const { hours, blockSteps, offset, room } = this
    for (let block = 0; block < hours.length; block += 1) {
      const past = Math.min(this.stepCount, (block + 1) * blockSteps - offset)
      let count = 0
      for (let step = Math.max(0, block * blockSteps - offset); step < past; step += stride) {
        const value = of[step] ?? NaN
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
  private takeAway(block: number): void {
    const { raw, levels, blockSteps, offset } = this
    const [one, other] = [levels[block] ?? NaN, levels[block + 1] ?? NaN]
    const before = one === one ? one : other
    const slope = ((other === other ? other : one) - before) / blockSteps
    const middle = (block + 0.5) * blockSteps - 0.5
    const first = Math.ceil(middle) - offset
    const past = Math.min(this.stepCount, first + blockSteps)
    for (let step = Math.max(0, first); step < past; step += 1)
      raw[step] = (raw[step] ?? NaN) - (before + slope * (step + offset - middle))
  }

  /** The mean of what was measured close by, where something was measured. */
  private smooth(): void {
    const { raw, values, half, stepCount } = this
    let sum = 0
    let count = 0
    for (let next = 0; next < stepCount + half; next += 1) {
      const entering = next < stepCount ? (raw[next] ?? NaN) : NaN
      if (entering === entering) {
        sum += entering
        count += 1
      }
      const leaving = next > 2 * half ? (raw[next - 2 * half - 1] ?? NaN) : NaN
      if (leaving === leaving) {
        sum -= leaving
        count -= 1
      }
      if (next < half) continue
      const own = raw[next - half] ?? NaN
      values[next - half] = own === own ? sum / count : NaN
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
