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
    const values = this.values.subarray(0, this.count)
    const middle = this.count >> 1
    if (this.count === 0) return NaN
    if (this.count <= 24) sortFew(values)
    else values.sort()
    const upper = values[middle] ?? NaN
    return this.count % 2 === 1 ? upper : ((values[middle - 1] ?? NaN) + upper) / 2
  }
}

/** By insertion, which is the fastest for a few. */
const sortFew = (values: Float64Array): void => {
  for (let at = 1; at < values.length; at += 1) {
    const value = values[at] ?? 0
    let place = at
    while (place > 0 && (values[place - 1] ?? 0) > value) {
      values[place] = values[place - 1] ?? 0
      place -= 1
    }
    values[place] = value
  }
}
