import { logGamma } from './log-gamma'

const MOST_TERMS = 10_000
const EXACT = 1e-15
const TINY = 1e-300

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

/** Part of the gamma function below `x`: the probability of at least `a` events where `x` are expected. */
export const gammaBelow = (a: number, x: number): number => {
  if (x <= 0) return 0
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? scale * gammaSeries(a, x) : 1 - scale * gammaFraction(a, x)
}

const gammaSeries = (a: number, x: number): number => {
  let term = 1 / a
  let sum = term
  for (let at = 1; at < MOST_TERMS && term > EXACT * sum; at += 1) {
    term *= x / (a + at)
    sum += term
  }
  return sum
}

/** By Lentz's way of evaluating a continued fraction. */
const gammaFraction = (a: number, x: number): number => {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / awayFromZero(b)
  let result = d
  for (let at = 1; at < MOST_TERMS; at += 1) {
    const factor = -at * (at - a)
    b += 2
    d = 1 / awayFromZero(factor * d + b)
    c = awayFromZero(b + factor / c)
    result *= d * c
    if (Math.abs(d * c - 1) < EXACT) break
  }
  return result
}

/** Part of the beta function below `x`: the probability of at least `a` of `a + b − 1` that each happen with probability `x`. */
export const betaBelow = (a: number, b: number, x: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const scale = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2)
    ? (scale * betaFraction(a, b, x)) / a
    : 1 - (scale * betaFraction(b, a, 1 - x)) / b
}

const betaFraction = (a: number, b: number, x: number): number => {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let at = 1; at < MOST_TERMS; at += 1) {
    const even = (at * (b - at) * x) / ((a + 2 * at - 1) * (a + 2 * at))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    result *= d * c
    const odd = (-(a + at) * (a + b + at) * x) / ((a + 2 * at) * (a + 2 * at + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < EXACT) break
  }
  return result
}

const HALVINGS = 200

/** Where a growing function reaches `wanted` between two places. */
export const placeOf = (grow: (x: number) => number, wanted: number, low: number, high: number): number => {
  let [from, to] = [low, high]
  for (let at = 0; at < HALVINGS && to - from > EXACT * to; at += 1) {
    const middle = (from + to) / 2
    if (grow(middle) < wanted) from = middle
    else to = middle
  }
  return (from + to) / 2
}
