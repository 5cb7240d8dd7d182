import { HOUR_MS, MINUTE_MS } from '../times'
import { medianOf, medianAmong } from './median'

const SMOOTHED_MS = 3 * MINUTE_MS
/** The median distance of a normal distribution, turned into its standard deviation. */
const SPREAD_OF_MEDIAN_DISTANCE = 1.4826

/** What is left of one series after another of the same steps when the hours around each sample are taken away. */
export class Residuals {
  /** NaN was not measured. */
  readonly values: Float32Array
  /** Robust standard deviation of the values; 0 of a series that hardly ever moves, NaN of none. */
  sigma = NaN
  private readonly raw: Float32Array
  private readonly room: Float32Array
  private readonly hours: Float64Array
  private readonly levels: Float64Array
  private readonly blockSteps: number
  private readonly offset: number
  private readonly half: number

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
    this.half = Math.floor(Math.max(1, Math.round(SMOOTHED_MS / stepMs)) / 2)
  }

  /** `series` has `stepCount` values; `sign` -1 where lower is worse. */
  take(series: Float32Array, sign: number): void {
    this.measureHours(series, sign)
    this.steady()
    const { raw, blockSteps, offset } = this
    for (let step = 0; step < this.stepCount; step += 1) {
      const place = (step + offset + 0.5) / blockSteps - 0.5
      raw[step] = sign * (series[step] ?? NaN) - this.levelAt(place)
    }
    this.smooth()
    this.sigma = SPREAD_OF_MEDIAN_DISTANCE * this.medianDistance()
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

  /** The median of each hour. */
  private measureHours(series: Float32Array, sign: number): void {
    const { hours, blockSteps, offset, room } = this
    for (let block = 0; block < hours.length; block += 1) {
      const past = Math.min(this.stepCount, (block + 1) * blockSteps - offset)
      let count = 0
      for (let step = Math.max(0, block * blockSteps - offset); step < past; step += 1) {
        const value = series[step] ?? NaN
        if (value === value) room[count++] = sign * value
      }
      hours[block] = medianOf(room, count)
    }
  }

  /** The mean of what was measured close by, where something was measured. */
  private smooth(): void {
    const { raw, values, half, stepCount } = this
    for (let step = 0; step < stepCount; step += 1) {
      const own = raw[step] ?? NaN
      let sum = 0
      let count = 0
      for (let near = step - half; near <= step + half; near += 1) {
        const value = raw[near] ?? NaN
        if (value !== value) continue
        sum += value
        count += 1
      }
      values[step] = own === own ? sum / count : NaN
    }
  }

  private medianDistance(): number {
    const { values, room, stepCount } = this
    let count = 0
    for (let step = 0; step < stepCount; step += 1) {
      const value = values[step] ?? NaN
      if (value === value) room[count++] = Math.abs(value)
    }
    return medianOf(room, count)
  }
}
