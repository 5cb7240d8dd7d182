import { BINS_PER_DAY, type LocalDays } from './local-days'
import { nthSmallest } from './nth-smallest'
import { BUCKET_MS } from './times'

/**
 * The highest value of each five minutes of local days, NaN where nothing was measured. By slot, and in it by
 * day × `BINS_PER_DAY` + bin.
 */
export type BinMaxima = Float32Array

export const binsOf = ({ days }: LocalDays): number => days * BINS_PER_DAY

export const createBinMaxima = (days: LocalDays, slots: number): BinMaxima =>
  new Float32Array(slots * binsOf(days)).fill(NaN)

/** The highest value of each five minutes by step and column, as a block holds them. */
export interface StepMaxima {
  startMs: number
  stepCount: number
  max: Float32Array
}

/**
 * Sorts the maxima of a block into the days of the slot of each column; -1 leaves a column out. An hour that the clock
 * shows twice counts as one, with the higher of its values.
 */
export const addMaxima = (
  maxima: BinMaxima,
  { startMs, stepCount, max }: StepMaxima,
  slotOf: Int32Array,
  days: LocalDays,
): void => {
  const bins = binsOf(days)
  const begins = slotOf.map((slot) => (slot < 0 ? -1 : slot * bins))
  const first = (startMs - days.fromMs) / BUCKET_MS
  const past = Math.min(stepCount, days.placeOf.length - first)
  for (let step = Math.max(0, -first); step < past; step += 1) {
    const place = days.placeOf[first + step] ?? -1
    const row = step * begins.length
    for (let column = 0; column < begins.length; column += 1) {
      const begin = begins[column] ?? -1
      const value = max[row + column] ?? NaN
      if (begin < 0 || value !== value) continue
      const known = maxima[begin + place] ?? NaN
      if (!(known >= value)) maxima[begin + place] = value
    }
  }
}

/** By bin of the day, over the days on which it was measured; NaN where that is none. */
export interface ClockFold {
  mean: Float64Array
  p95: Float64Array
  max: Float64Array
  /** Share of the days that lie above the threshold. */
  exceedShare: Float64Array
  /** On how many days the bin was measured. */
  days: Uint16Array
  /** The node's own: above it lies what is unusual for this node, by its median and the spread around it. */
  threshold: number
}

const THRESHOLD_SPREADS = 3.5
/** The median distance of a normal distribution, turned into its standard deviation. */
const SPREAD_OF_MEDIAN_DISTANCE = 1.4826
const QUANTILE = 0.95

/** Of many days a fifth tells as much; five goes into no hour and no day, so that no time of either is preferred. */
const MANY_DAYS = 7
const THRESHOLD_STRIDE = 5

/** Folds one slot after the other in the same memory. */
export class ClockFolder {
  private readonly room: Float32Array
  /** Rows of bins: the highest values of each, highest first. More of them no quantile can ask for. */
  private readonly top: Float64Array
  private readonly topRows: number
  private readonly stride: number

  /** Of the days only those are folded that `isFolded` says, all where it is left out; the threshold is that of all days. */
  constructor(
    days: number,
    private readonly isFolded: (day: number) => boolean = () => true,
  ) {
    this.room = new Float32Array(days * BINS_PER_DAY)
    this.topRows = days - Math.floor((days - 1) * QUANTILE)
    this.top = new Float64Array(this.topRows * BINS_PER_DAY)
    this.stride = days < MANY_DAYS ? 1 : THRESHOLD_STRIDE
  }

  /** `maxima` are those of one slot. */
  fold(maxima: BinMaxima): ClockFold {
    const folded: ClockFold = {
      mean: new Float64Array(BINS_PER_DAY),
      p95: new Float64Array(BINS_PER_DAY),
      max: new Float64Array(BINS_PER_DAY),
      exceedShare: new Float64Array(BINS_PER_DAY),
      days: new Uint16Array(BINS_PER_DAY),
      threshold: this.thresholdOf(maxima),
    }
    this.top.fill(-Infinity)
    for (let day = 0; day * BINS_PER_DAY < maxima.length; day += 1)
      if (this.isFolded(day))
        this.addDay(maxima.subarray(day * BINS_PER_DAY, (day + 1) * BINS_PER_DAY), folded)
    this.finish(folded)
    return folded
  }

  /** Mean and share are sums until the fold is finished. */
  private addDay(maxima: BinMaxima, { mean, exceedShare, days, threshold }: ClockFold): void {
    const { top } = this
    const lowest = (this.topRows - 1) * BINS_PER_DAY
    for (let bin = 0; bin < BINS_PER_DAY; bin += 1) {
      const value = maxima[bin] ?? NaN
      if (value !== value) continue
      days[bin] = (days[bin] ?? 0) + 1
      mean[bin] = (mean[bin] ?? 0) + value
      if (value > threshold) exceedShare[bin] = (exceedShare[bin] ?? 0) + 1
      if (value > (top[lowest + bin] ?? Infinity)) this.insert(bin, value)
    }
  }

  private insert(bin: number, value: number): void {
    const { top } = this
    let at = (this.topRows - 1) * BINS_PER_DAY + bin
    for (; at >= BINS_PER_DAY && (top[at - BINS_PER_DAY] ?? Infinity) < value; at -= BINS_PER_DAY)
      top[at] = top[at - BINS_PER_DAY] ?? NaN
    top[at] = value
  }

  private finish({ mean, p95, max, exceedShare, days }: ClockFold): void {
    for (let bin = 0; bin < BINS_PER_DAY; bin += 1) {
      const count = days[bin] ?? 0
      mean[bin] = (mean[bin] ?? 0) / count
      exceedShare[bin] = (exceedShare[bin] ?? 0) / count
      max[bin] = count === 0 ? NaN : (this.top[bin] ?? NaN)
      p95[bin] = this.quantileOf(bin, count)
    }
  }

  /** Between two values in proportion, as most programs do. */
  private quantileOf(bin: number, count: number): number {
    if (count === 0) return NaN
    const rank = (count - 1) * QUANTILE
    const below = this.top[(count - 1 - Math.floor(rank)) * BINS_PER_DAY + bin] ?? NaN
    const above = this.top[(count - 1 - Math.ceil(rank)) * BINS_PER_DAY + bin] ?? NaN
    return below + (above - below) * (rank - Math.floor(rank))
  }

  /** Above it lies what is unusual for this node; NaN where nothing was measured. */
  thresholdOf(maxima: BinMaxima): number {
    const median = medianOf(this.gather(maxima))
    const distances = this.gather(maxima)
    for (let at = 0; at < distances.length; at += 1) distances[at] = Math.abs((distances[at] ?? NaN) - median)
    return median + THRESHOLD_SPREADS * SPREAD_OF_MEDIAN_DISTANCE * medianOf(distances)
  }

  /** What was measured, every so often. */
  private gather(maxima: BinMaxima): Float32Array {
    let count = 0
    for (let at = 0; at < maxima.length; at += this.stride) {
      const value = maxima[at] ?? NaN
      if (value === value) this.room[count++] = value
    }
    return this.room.subarray(0, count)
  }
}

/** Of two middle values the lower one. */
const medianOf = (values: Float32Array): number => nthSmallest(values, Math.floor((values.length - 1) / 2))
