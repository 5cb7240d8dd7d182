import { placeRank } from '../place-rank'

/** The lower middle of the first `length` values, whose order is lost; there is no NaN among them. */
export const medianOf = (values: Float32Array, length: number): number => {
  const middle = (length - 1) >> 1
  placeRank(values, length, middle)
  return length === 0 ? NaN : (values[middle] ?? NaN)
}

/** The middle one of a value and its neighbours; the value itself where a neighbour is NaN, the mean of those where it is. */
export const medianAmong = (before: number, value: number, after: number): number => {
  if (value !== value) return before === before && after === after ? (before + after) / 2 : NaN
  if (before !== before || after !== after) return value
  return Math.max(Math.min(before, value), Math.min(Math.max(before, value), after))
}
