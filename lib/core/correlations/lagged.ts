import type { Residual } from './residual'

export interface LaggedCorrelation {
  coefficient: number
  /** In steps; positive where the second moves later than the first. */
  lag: number
  /** Steps at which both were measured. */
  count: number
}

const LEAST_PAIRS = 8
const NEAR = 0.8

/** Of the pairs that a lag leaves; null where they are too few or one of both stands still. */
export const correlationAt = (one: Residual, other: Residual, lag: number): LaggedCorrelation | null => {
  const length = one.values.length
  const first = Math.max(0, -lag)
  const past = Math.min(length, length - lag)
  let count = 0
  let across = 0
  let ofOne = 0
  let ofOther = 0
  for (let step = first; step < past; step += 1) {
    const later = step + lag
    const both = (one.measured[step] ?? 0) * (other.measured[later] ?? 0)
    const value = (one.values[step] ?? 0) * both
    const against = (other.values[later] ?? 0) * both
    count += both
    across += value * against
    ofOne += value * value
    ofOther += against * against
  }
  if (count < LEAST_PAIRS || count < length / 4 || ofOne === 0 || ofOther === 0) return null
  return { coefficient: across / Math.sqrt(ofOne * ofOther), lag, count }
}

/** The strongest within the lags, whatever its sign; of equals the one that is nearest in time. */
export const strongestLag = (one: Residual, other: Residual, mostLag: number): LaggedCorrelation | null => {
  let best: LaggedCorrelation | null = null
  for (let lag = 0; lag <= mostLag; lag += 1)
    for (const signed of lag === 0 ? [0] : [lag, -lag]) {
      const found = correlationAt(one, other, signed)
      if (found === null) continue
      if (best === null || Math.abs(found.coefficient) > Math.abs(best.coefficient)) best = found
    }
  return best
}

/**
 * Whether no other shift of one series around the other moves them more alike. Bursts that are rare meet by chance at
 * some shift; that this is one of the lags asked for says something only if no other comes near.
 */
export const isBestOfAllShifts = (
  one: Residual,
  other: Residual,
  mostLag: number,
  coefficient: number,
): boolean => {
  const length = one.values.length
  const norm = Math.sqrt(energyOf(one.values) * energyOf(other.values))
  for (let shift = mostLag + 1; shift < length - mostLag; shift += 1) {
    let across = 0
    for (let step = 0; step < length - shift; step += 1)
      across += (one.values[step] ?? 0) * (other.values[step + shift] ?? 0)
    for (let step = length - shift; step < length; step += 1)
      across += (one.values[step] ?? 0) * (other.values[step + shift - length] ?? 0)
    if (Math.abs(across) >= NEAR * Math.abs(coefficient) * norm) return false
  }
  return true
}

const energyOf = (values: Float64Array): number => {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}
