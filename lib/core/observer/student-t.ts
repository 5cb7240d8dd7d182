import { betaBelow, placeOf } from '../outages/regularized'

/** How likely chance alone makes a t at least so far from zero, by the same relation. */
export const tPValue = (t: number, degrees: number): number =>
  betaBelow(degrees / 2, 0.5, degrees / (degrees + t ** 2))

/**
 * How far from zero 95 % of Student's t reach, by t² = ν (1 − x) / x where x follows a beta distribution of ν/2 and 1/2
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.1). Degrees of freedom need not be whole.
 */
export const tQuantile95 = (degrees: number): number => {
  const x = placeOf((at) => betaBelow(degrees / 2, 0.5, at), 0.05, 0, 1)
  return Math.sqrt((degrees * (1 - x)) / x)
}
