import { logChoose } from './log-factorial'

/** How many of those inside and of those outside a stratum are affected. */
export interface TwoByTwo {
  affectedInside: number
  inside: number
  affectedOutside: number
  outside: number
}

/** Tables as likely as the one seen count as seen, whatever rounding says. */
const AS_LIKELY = 1e-7

/**
 * Fisher's exact test, two-sided: how probable a table at most as likely as this one is, if being inside had nothing to
 * do with being affected. Never below the smallest number there is, so that its logarithm stays finite.
 */
export const fisherExact = ({ affectedInside, inside, affectedOutside, outside }: TwoByTwo): number => {
  const affected = affectedInside + affectedOutside
  const total = inside + outside
  const logAll = logChoose(total, affected)
  const logChance = (count: number) =>
    logChoose(inside, count) + logChoose(outside, affected - count) - logAll
  const lowest = Math.max(0, affected - outside)
  const highest = Math.min(inside, affected)
  const seen = logChance(affectedInside)
  let relative = 0
  for (let count = lowest; count <= highest; count += 1) {
    const against = logChance(count) - seen
    if (against <= AS_LIKELY) relative += Math.exp(against)
  }
  return Math.min(1, Math.max(Number.MIN_VALUE, Math.exp(seen + Math.log(relative))))
}
