/** So many are sorted sooner by insertion. */
const FEW = 24

/** Room to gather measured values in, of which the median is taken. */
export class MedianRoom {
  private readonly values: Float64Array
  count = 0

  constructor(size: number) {
    this.values = new Float64Array(size)
  }

  clear(): void {
    this.count = 0
  }

  /** Not measured values are left out. */
  add(value: number): void {
    if (value !== value) return
    this.values[this.count] = value
    this.count += 1
  }

  /** NaN of nothing; loses the order. */
  median(): number {
    const { values, count } = this
    const middle = count >> 1
    if (count === 0) return NaN
    if (count <= FEW) sortFew(values, count)
    else values.subarray(0, count).sort()
    const upper = values[middle] ?? NaN
    return count % 2 === 1 ? upper : ((values[middle - 1] ?? NaN) + upper) / 2
  }
}

/** By insertion, which is the fastest for a few. */
const sortFew = (values: Float64Array, count: number): void => {
  for (let at = 1; at < count; at += 1) {
    const value = values[at] ?? 0
    let place = at
    while (place > 0 && (values[place - 1] ?? 0) > value) {
      values[place] = values[place - 1] ?? 0
      place -= 1
    }
    values[place] = value
  }
}
