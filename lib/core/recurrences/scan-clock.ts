import { surpriseOf } from './bernoulli'
import { FEWEST_HITS, isMuch, LEAST_RATIO, type ClockWindow } from './clock-window'
import { foldExposure } from './exposure'
import { BINS_PER_HOUR, BINS_PER_WEEK, modulo, widthsOf } from './periods'

export interface TriedWindow extends ClockWindow {
  /** In nats, for how many windows were tried beside it. */
  penalty: number
}

export interface ScannedWindow extends TriedWindow {
  /** In nats; of bursts that share a node and a period each one counts, so it is at most too high. */
  score: number
}

/** The least distance on either side of a window in which there must be fewer bursts. */
const LEAST_SIDE_BINS = 6

/** A clock of one period: how many bursts begin in each bin, and how long that bin was watched. */
export class ClockCounts {
  readonly periodBins: number
  private readonly bursts: Float64Array
  private readonly hours: Float64Array
  private readonly allBursts: number
  private readonly allHours: number

  /** Bursts by bin of the week, and node-hours by hour of the week. */
  constructor(
    weekBursts: Float64Array,
    weekHours: Float64Array,
    readonly periodHours: number,
  ) {
    this.periodBins = periodHours * BINS_PER_HOUR
    const counts = new Float64Array(this.periodBins)
    for (let bin = 0; bin < weekBursts.length; bin += 1) {
      const place = bin % this.periodBins
      counts[place] = (counts[place] ?? 0) + (weekBursts[bin] ?? 0)
    }
    this.bursts = sumsOfThree(counts)
    const nodeHours = foldExposure(weekHours, periodHours)
    this.hours = sumsOfThree(
      counts.map((_, bin) => (nodeHours[Math.floor(bin / BINS_PER_HOUR)] ?? 0) / BINS_PER_HOUR),
    )
    this.allBursts = this.bursts[this.periodBins] ?? 0
    this.allHours = this.hours[this.periodBins] ?? 0
  }

  burstsIn(startBin: number, widthBins: number): number {
    return this.between(this.bursts, startBin, widthBins)
  }

  /** How many periods of a node were watched in the window. */
  watchedIn(startBin: number, widthBins: number): number {
    return (this.between(this.hours, startBin, widthBins) * BINS_PER_HOUR) / widthBins
  }

  /** Chance of a burst within the window of a node, by what is seen beside it and in all the rest of the clock. */
  chanceIn(startBin: number, widthBins: number): number {
    const { periodBins } = this
    const side = Math.min(Math.max(LEAST_SIDE_BINS, widthBins >> 1), (periodBins - widthBins) >> 1)
    const bursts = this.burstsIn(startBin, widthBins)
    const hours = this.between(this.hours, startBin, widthBins)
    const ofRest = (this.allBursts - bursts + 0.5) / Math.max(1, this.allHours - hours)
    const nearBursts = this.burstsIn(startBin - side, widthBins + 2 * side) - bursts
    const nearHours = this.between(this.hours, startBin - side, widthBins + 2 * side) - hours
    const ofNear = nearHours > 0 ? nearBursts / nearHours : 0
    return -Math.expm1((-Math.max(ofRest, ofNear) * widthBins) / BINS_PER_HOUR)
  }

  /** The window that stands out most; null where none does. */
  best(penalty: number): ScannedWindow | null {
    const { periodBins, periodHours, bursts, allBursts } = this
    let best: ScannedWindow | null = null
    for (const widthBins of widthsOf(periodBins)) {
      const few = Math.max(FEWEST_HITS - 1, (LEAST_RATIO * allBursts * widthBins) / periodBins)
      for (let startBin = 0; startBin < periodBins; startBin += 1) {
        if ((bursts[startBin + widthBins] ?? 0) - (bursts[startBin] ?? 0) <= few) continue
        const score = this.scoreOf({ startBin, widthBins }) - penalty
        if (score > (best?.score ?? 0)) best = { periodHours, startBin, widthBins, penalty, score }
      }
    }
    return best
  }

  /** In nats; nothing is taken off yet for how many windows were tried. */
  scoreOf({ startBin, widthBins }: Pick<ClockWindow, 'startBin' | 'widthBins'>): number {
    const watched = this.watchedIn(startBin, widthBins)
    const hits = Math.min(this.burstsIn(startBin, widthBins), watched)
    const chance = this.chanceIn(startBin, widthBins)
    return isMuch(hits, watched, chance) ? surpriseOf(hits, watched, chance) : 0
  }

  private between(sums: Float64Array, startBin: number, widthBins: number): number {
    const from = modulo(startBin, this.periodBins)
    return (sums[from + widthBins] ?? 0) - (sums[from] ?? 0)
  }
}

/** Sums up to each bin of three periods on end, so that a window may lie across their turns. */
const sumsOfThree = (counts: Float64Array): Float64Array => {
  const sums = new Float64Array(3 * counts.length + 1)
  for (let at = 0; at < 3 * counts.length; at += 1)
    sums[at + 1] = (sums[at] ?? 0) + (counts[at % counts.length] ?? 0)
  return sums
}

export const weekOf = (wallBins: Int32Array, chosen: Int32Array): Float64Array => {
  const week = new Float64Array(BINS_PER_WEEK)
  for (const at of chosen) {
    const place = modulo(wallBins[at] ?? 0, BINS_PER_WEEK)
    week[place] = (week[place] ?? 0) + 1
  }
  return week
}
