/** The lower middle of the first `length` values, whose order is lost; there is no NaN among them. */
export const medianOf = (values: Float32Array, length: number): number => {
  const middle = (length - 1) >> 1
  let low = 0
  let high = length - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0
    let left = low
    let right = high
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1
      while ((values[right] ?? 0) > pivot) right -= 1
      if (left > right) break
      const held = values[left] ?? 0
      values[left] = values[right] ?? 0
      values[right] = held
      left += 1
      right -= 1
    }
    if (middle <= right) high = right
    else if (middle >= left) low = left
    else break
  }
  return length === 0 ? NaN : (values[middle] ?? NaN)
}

/** The middle one of a value and its neighbours; the value itself where a neighbour is NaN, the mean of those where it is. */
export const medianAmong = (before: number, value: number, after: number): number => {
  if (value !== value) return before === before && after === after ? (before + after) / 2 : NaN
  if (before !== before || after !== after) return value
  return Math.max(Math.min(before, value), Math.min(Math.max(before, value), after))
}
