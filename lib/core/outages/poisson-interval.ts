import { betaBelow, gammaBelow, placeOf } from './regularized'

export interface Interval {
  low: number
  /** Infinity where nothing bounds it. */
  high: number
}

const TAIL = 0.025

/** How many events may be expected where `count` were seen: exact, 95 % (Garwood, 1936). */
export const poissonInterval = (count: number): Interval => {
  const most = 10 + count + 10 * Math.sqrt(count + 1)
  return {
    low: count === 0 ? 0 : placeOf((mean) => gammaBelow(count, mean), TAIL, 0, most),
    high: placeOf((mean) => gammaBelow(count + 1, mean), 1 - TAIL, 0, most),
  }
}

/** A share of which `hits` of `count` were seen: exact, 95 % (Clopper and Pearson, 1934). */
export const shareInterval = (hits: number, count: number): Interval => ({
  low: hits === 0 ? 0 : placeOf((share) => betaBelowOf(hits, count, share), TAIL, 0, 1),
  high: hits === count ? 1 : placeOf((share) => betaBelowOf(hits + 1, count, share), 1 - TAIL, 0, 1),
})

const betaBelowOf = (least: number, count: number, share: number): number =>
  betaBelow(least, count - least + 1, share)
