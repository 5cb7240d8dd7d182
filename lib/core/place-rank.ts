/**
 * Puts the value of a rank where sorting the first `count` values would put it, with none higher before it and none lower
 * behind it (Hoare's FIND); there is no NaN among them.
 */
export const placeRank = (values: Float32Array | Float64Array, count: number, rank: number): void => {
  let [low, high] = [0, count - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0
    let [from, to] = [low, high]
    while (from <= to) {
      while ((values[from] ?? 0) < pivot) from += 1
      while ((values[to] ?? 0) > pivot) to -= 1
      if (from > to) break
      const value = values[from] ?? 0
      values[from] = values[to] ?? 0
      values[to] = value
      from += 1
      to -= 1
    }
    if (rank <= to) high = to
    else if (rank >= from) low = from
    else return
  }
}
