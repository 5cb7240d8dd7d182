import type { Residual } from './residual'

/** Beyond this share of a series its correlation with itself is mostly noise. */
const REACH = 0.25

/** From lag 1 on. */
export const autocorrelationOf = ({ values }: Residual): Float64Array => {
  const length = values.length
  const reach = Math.floor(length * REACH)
  let energy = 0
  for (const value of values) energy += value * value
  const correlations = new Float64Array(reach)
  for (let lag = 1; lag <= reach; lag += 1) {
    let across = 0
    for (let step = 0; step + lag < length; step += 1)
      across += (values[step] ?? 0) * (values[step + lag] ?? 0)
    correlations[lag - 1] = across / energy
  }
  return correlations
}

/** How many independent pairs so many pairs are worth, by Bartlett's formula; never more than there are. */
export const effectiveCount = (count: number, one: Float64Array, other: Float64Array): number => {
  let sum = 0
  const reach = Math.min(one.length, other.length)
  for (let lag = 1; lag <= reach; lag += 1)
    sum += Math.max(0, 1 - lag / count) * (one[lag - 1] ?? 0) * (other[lag - 1] ?? 0)
  return count / Math.max(1, 1 + 2 * sum)
}

/** Share of a normal distribution beyond so many standard deviations, on both sides (Abramowitz and Stegun 7.1.26). */
const tailsBeyond = (deviations: number): number => {
  const x = Math.abs(deviations) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return Math.min(1, series * Math.exp(-x * x))
}

const LEAST_EFFECTIVE = 5

/** How often chance gives a correlation so strong at one of the lags, by Fisher's transformation. */
export const pValueOf = (coefficient: number, effective: number, count: number, lagCount: number): number => {
  if (effective < LEAST_EFFECTIVE) return 1
  const bounded = Math.min(0.999999, Math.abs(coefficient))
  const alone = tailsBeyond(Math.atanh(bounded) * Math.sqrt(effective - 3))
  const tries = Math.max(1, (lagCount * effective) / count)
  return -Math.expm1(tries * Math.log1p(-Math.min(alone, 1 - 1e-12)))
}
