/** What lies so near belongs to one peak, as a timer that waits at random makes it. */
const PEAK_BINS = 12
/** Sums of the same numbers in another order differ by such a share of them. */
const ROUNDING = 1e-9

const isFlat = (values: Float64Array): boolean => {
  let lowest = Infinity
  let highest = -Infinity
  for (const value of values) {
    if (value !== value) continue
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  return !(highest > lowest)
}

/**
 * When on the clock the values are highest: the middle of the hour with the largest sum, which may lie over midnight.
 * Null where no time differs from another. What is not measured adds nothing.
 */
export const peakBin = (values: Float64Array): number | null => {
  if (isFlat(values)) return null
  const bins = values.length
  const valueAt = (bin: number): number => {
    const value = values[bin % bins] ?? NaN
    return value === value ? value : 0
  }
  let sum = 0
  for (let bin = 0; bin < PEAK_BINS; bin += 1) sum += valueAt(bin)
  const tolerance =
    ROUNDING * values.reduce((total, value) => total + (value === value ? Math.abs(value) : 0), 0)
  let highest = sum
  let first = 0
  let last = 0
  for (let begin = 1; begin < bins; begin += 1) {
    sum += valueAt(begin + PEAK_BINS - 1) - valueAt(begin - 1)
    if (sum > highest + tolerance) {
      highest = sum
      first = begin
      last = begin
    } else if (begin === last + 1 && sum >= highest - tolerance) last = begin
  }
  return Math.floor((first + last + PEAK_BINS) / 2) % bins
}
