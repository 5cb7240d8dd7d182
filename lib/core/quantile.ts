/** Of the values in any order, between two of them in proportion; NaN of none. */
const quantileOf = (values: ArrayLike<number>, share: number): number => {
  const sorted = Float64Array.from(values).sort()
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const medianOf = (values: ArrayLike<number>): number => quantileOf(values, 0.5)
