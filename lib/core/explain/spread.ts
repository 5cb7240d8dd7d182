import { nthSmallest } from '../nth-smallest'

/** Enough to know a hundredth by. */
const MOST_VALUES = 50_000

/** How far apart the values of a metric usually lie: from the lowest hundredth to the highest; 0 of nothing. */
export const spreadOf = (values: Float32Array): number => {
  const apart = Math.max(1, Math.floor(values.length / MOST_VALUES))
  const known = new Float32Array(Math.ceil(values.length / apart))
  let count = 0
  for (let at = 0; at < values.length; at += apart) {
    const value = values[at] ?? NaN
    if (value === value) known[count++] = value
  }
  if (count === 0) return 0
  const rank = (share: number) => nthSmallest(known.slice(0, count), Math.round(share * (count - 1)))
  return rank(0.99) - rank(0.01)
}
