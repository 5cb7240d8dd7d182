import { nthSmallest } from '../nth-smallest'

/** Enough to know a hundredth by. */
const MOST_VALUES = 10_000
/** Of all values, so that what is picked keeps time with no pattern of theirs (Weyl's sequence of the golden ratio). */
const APART = (Math.sqrt(5) - 1) / 2

/** How far apart the values of a metric usually lie: from the lowest hundredth to the highest; 0 of nothing. */
export const spreadOf = (values: Float32Array): number => {
  const picked = Math.min(values.length, MOST_VALUES)
  const isAll = picked === values.length
  const known = new Float32Array(picked)
  let count = 0
  for (let pick = 0; pick < picked; pick += 1) {
    const value = values[isAll ? pick : Math.floor(((pick * APART) % 1) * values.length)] ?? NaN
    if (value === value) known[count++] = value
  }
  if (count === 0) return 0
  const rank = (share: number) => nthSmallest(known.slice(0, count), Math.round(share * (count - 1)))
  return rank(0.99) - rank(0.01)
}
