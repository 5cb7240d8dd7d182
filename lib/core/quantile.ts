/** Of the values in any order, between the two nearest by how near they are (type 7 of Hyndman and Fan, 1996); NaN of none. */
export const quantileOf = (values: ArrayLike<number>, share: number): number => {
  const sorted = Float64Array.from(values).sort()
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** Of the values in any order, between the middle two of an even number; NaN of none. */
export const medianOf = (values: ArrayLike<number>): number => quantileOf(values, 0.5)
