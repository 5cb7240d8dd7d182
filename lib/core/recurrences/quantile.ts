/** Of the values in any order; NaN of none. */
export const quantileOf = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const middleOf = (values: readonly number[]): number => quantileOf(values, 0.5)
