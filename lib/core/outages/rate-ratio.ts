import { logChoose } from '../strata/log-factorial'
import { shareInterval, type Interval } from './poisson-interval'

/** Events that were seen while so much time was watched. */
export interface Counted {
  events: number
  exposure: number
}

export interface RateRatio {
  /** Null where the other rate is zero. */
  ratio: number | null
  interval: Interval
  /** Two-sided, exact. */
  pValue: number
}

/** Outcomes as likely as the one seen count as seen, whatever rounding says. */
const AS_LIKELY = 1e-7

/**
 * How much more often it happens in one group than in another. Given how many events there are in all, those of the first
 * group follow a binomial distribution (Przyborowski and Wilenski, 1940), so test and interval are exact.
 */
export const rateRatio = (one: Counted, other: Counted): RateRatio => {
  const events = one.events + other.events
  const isWatched = one.exposure > 0 && other.exposure > 0
  if (!isWatched || events === 0) return { ratio: null, interval: { low: 0, high: Infinity }, pValue: 1 }
  const odds = (share: number): number =>
    share >= 1 ? Infinity : (share / (1 - share)) * (other.exposure / one.exposure)
  const share = shareInterval(one.events, events)
  return {
    ratio: other.events === 0 ? null : odds(one.events / events),
    interval: { low: odds(share.low), high: odds(share.high) },
    pValue: binomialTest(one.events, events, one.exposure / (one.exposure + other.exposure)),
  }
}

/** How probable an outcome at most as likely as this one is. */
const binomialTest = (hits: number, count: number, share: number): number => {
  const logChance = (k: number): number =>
    logChoose(count, k) + k * Math.log(share) + (count - k) * Math.log1p(-share)
  const seen = logChance(hits)
  let relative = 0
  for (let k = 0; k <= count; k += 1) {
    const against = logChance(k) - seen
    if (against <= AS_LIKELY) relative += Math.exp(against)
  }
  return Math.min(1, Math.max(Number.MIN_VALUE, Math.exp(seen + Math.log(relative))))
}
