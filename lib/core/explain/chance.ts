import { logPoissonTail } from './poisson-tail'

/** Below it evidence says nothing, so how many times one exceeds the other says nothing either. */
export const NOISE_FLOOR = 0.25
/** Of so many of the highest the tail is read; it has to hold for all of them. */
const FEWEST = 4
const TAIL_COUNTS: readonly number[] = [FEWEST, 8, 16, 32, 64, 128]
/** A tail is no more than this part of all there are. */
const TAIL_SHARE = 0.25
/** What other metrics show counts as much as so many values of one's own. */
const PRIOR_COUNT = 4
/** In ln; no tail is taken to be shorter. */
const SHORTEST_TAIL = 0.1

/** What other windows show. */
export interface Past {
  /** What lies above the noise, the highest first. */
  highest: Float64Array
  /** How many values there are in all. */
  total: number
  /** How many such windows there were for the one to explain. */
  windows: number
}

interface Excess {
  count: number
  threshold: number
  /** ln of how far the highest few lie beyond the threshold, added up. */
  sum: number
}

const excessOf = ({ highest }: Past, count: number): Excess => {
  const threshold = Math.max(NOISE_FLOOR, highest[count] ?? 0)
  let sum = 0
  for (let at = 0; at < count; at += 1) sum += Math.max(0, Math.log((highest[at] ?? 0) / threshold))
  return { count, threshold, sum }
}

/** The mean excess of the tails of several metrics, which tell each other how far out chance goes in their fleet. */
export const tailOfAll = (pasts: readonly Past[]): number => {
  const moving = pasts.filter(({ highest }) => (highest[0] ?? 0) > NOISE_FLOOR)
  const sum = moving.reduce((all, past) => all + excessOf(past, FEWEST).sum / FEWEST, 0)
  return Math.max(SHORTEST_TAIL, moving.length === 0 ? 0 : sum / moving.length)
}

/** How far out chance goes in one metric. */
export class Chance {
  private readonly tails: readonly Excess[]

  constructor(
    readonly past: Past,
    private readonly tailOfOthers: number,
  ) {
    const most = Math.max(FEWEST, TAIL_SHARE * past.total)
    this.tails = TAIL_COUNTS.filter((count) => count <= most).map((count) =>
      excessOf(past, Math.min(count, past.total)),
    )
  }

  /**
   * How many values at least as high as `value` chance puts into one window. Beyond what was seen the tail falls as a
   * power of the value does, whose exponent is known as well as so few values tell it (the predictive distribution of
   * Lomax); of the tails above several thresholds the heaviest counts.
   */
  expectedAbove(value: number): number {
    const { highest, windows } = this.past
    if (windows <= 0) return Infinity
    let expected = countAbove(highest, value) / windows
    for (const { count, threshold, sum } of this.tails) {
      if (value <= threshold) continue
      const spread = sum + PRIOR_COUNT * this.tailOfOthers
      const beyond = (1 + Math.log(value / threshold) / spread) ** -(count + PRIOR_COUNT)
      expected = Math.max(expected, ((count + 0.5) / windows) * beyond)
    }
    return expected
  }

  /**
   * In nats, how surprising values are, the highest first: that as many are as high as the last of the first one, two,
   * four and so on, where each further try has half as much credit as the one before.
   */
  surpriseOf(values: Float64Array): number {
    let most = 0
    for (let count = 1, credit = Math.LN2; count <= values.length; count *= 2, credit += Math.LN2) {
      const value = values[count - 1] ?? 0
      if (value <= NOISE_FLOOR) break
      most = Math.max(most, -logPoissonTail(this.expectedAbove(value), count) - credit)
    }
    return most
  }
}

/** How many of the values, the highest first, are at least as high. */
export const countAbove = (descending: Float64Array, value: number): number => {
  let [low, high] = [0, descending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((descending[middle] ?? 0) >= value) low = middle + 1
    else high = middle
  }
  return low
}
