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
  const first = (startMs - days.fromMs) / BUCKET_MS
  const from = Math.max(0, -first)
  const past = Math.min(stepCount, days.placeOf.length - first)
  const columns = slotOf.length
  // The days of a slot lie far from those of the next, so that only some of them fit near the processor at once.
  for (let begin = 0; begin < columns; begin += COLUMNS_AT_ONCE) {
    const end = Math.min(columns, begin + COLUMNS_AT_ONCE)
    for (let step = from; step < past; step += 1) {
      const place = days.placeOf[first + step] ?? -1
      for (let column = begin; column < end; column += 1) {
        const slot = slotOf[column] ?? -1
        const value = max[step * columns + column] ?? NaN
        if (slot < 0 || value !== value) continue
        const at = slot * bins + place
        const known = maxima[at] ?? NaN
        if (!(known >= value)) maxima[at] = value
      }
    }
  }
}

/** A line of memory holds the values of so many columns. */
const COLUMNS_AT_ONCE = 16

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
  private readonly distances: Float32Array
  /** The highest values of a bin, highest first. More of them no quantile can ask for. */
  private readonly top: Float64Array
  /** Where the days begin that are folded. */
  private readonly begins: Int32Array
  private readonly stride: number

  /** Of the days only those are folded that `isFolded` says, all where it is left out; the threshold is that of all days. */
  constructor(days: number, isFolded: (day: number) => boolean = () => true) {
    this.room = new Float32Array(days * BINS_PER_DAY)
    this.distances = new Float32Array(days * BINS_PER_DAY)
    this.top = new Float64Array(days - Math.floor((days - 1) * QUANTILE))
    this.begins = Int32Array.from(
      Array.from({ length: days }, (_, day) => day).filter(isFolded),
      (day) => day * BINS_PER_DAY,
    )
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
    for (let bin = 0; bin < BINS_PER_DAY; bin += 1) this.foldBin(maxima, bin, folded)
    return folded
  }

  private foldBin(maxima: BinMaxima, bin: number, folded: ClockFold): void {
    const { top, begins } = this
    const { threshold } = folded
    const lowest = top.length - 1
    top.fill(-Infinity)
    let count = 0
    let sum = 0
    let above = 0
    for (let day = 0; day < begins.length; day += 1) {
      const value = maxima[(begins[day] ?? 0) + bin] ?? NaN
      if (value !== value) continue
      count += 1
      sum += value
      if (value > threshold) above += 1
      if (value > (top[lowest] ?? Infinity)) insert(top, value)
    }
    folded.days[bin] = count
    folded.mean[bin] = sum / count
    folded.exceedShare[bin] = above / count
    folded.max[bin] = count === 0 ? NaN : (top[0] ?? NaN)
    folded.p95[bin] = quantileOf(top, count)
  }

  /** Above it lies what is unusual for this node; NaN where nothing was measured. */
  thresholdOf(maxima: BinMaxima): number {
    const values = this.gather(maxima)
    const distances = this.distances.subarray(0, values.length)
    distances.set(values)
    const median = medianOf(values)
    for (let at = 0; at < distances.length; at += 1) distances[at] = Math.abs((distances[at] ?? NaN) - median)
    return median + THRESHOLD_SPREADS * SPREAD_OF_MEDIAN_DISTANCE * medianOf(distances)
  }

  /** What was measured, every so often. */
  private gather(maxima: BinMaxima): Float32Array {
    const { room, stride } = this
    let count = 0
    for (let at = 0; at < maxima.length; at += stride) {
      const value = maxima[at] ?? NaN
      if (value === value) room[count++] = value
    }
    return room.subarray(0, count)
  }
}

/** In the place of the lowest. */
const insert = (top: Float64Array, value: number): void => {
  let at = top.length - 1
  for (; at > 0 && (top[at - 1] ?? Infinity) < value; at -= 1) top[at] = top[at - 1] ?? NaN
  top[at] = value
}

/** Between two values in proportion, as most programs do. */
const quantileOf = (top: Float64Array, count: number): number => {
  if (count === 0) return NaN
  const rank = (count - 1) * QUANTILE
  const below = top[count - 1 - Math.floor(rank)] ?? NaN
  const above = top[count - 1 - Math.ceil(rank)] ?? NaN
  return below + (above - below) * (rank - Math.floor(rank))
}

/** Of two middle values the lower one. */
const medianOf = (values: Float32Array): number => nthSmallest(values, Math.floor((values.length - 1) / 2))
