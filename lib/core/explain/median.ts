import { placeRank } from '../place-rank'

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

  /** In place, so it loses the order; only the first `count` of them are values. */
  sorted(): Float64Array {
    if (this.count <= FEW) sortFew(this.values, this.count)
    else this.values.subarray(0, this.count).sort()
    return this.values
  }

  /** NaN of nothing; loses the order. */
  median(): number {
    const { count, values } = this
    if (count === 0) return NaN
    const middle = count >> 1
    if (count <= FEW) sortFew(values, count)
    else placeRank(values, count, middle)
    const upper = values[middle] ?? NaN
    return count % 2 === 1 ? upper : (highestOf(values, middle) + upper) / 2
  }
}

const highestOf = (values: Float64Array, count: number): number => {
  let highest = -Infinity
  for (let at = 0; at < count; at += 1) highest = Math.max(highest, values[at] ?? NaN)
  return highest
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

/** The median of the others of sorted values, where `left` is one of them; of all of them where it was not measured. */
export const medianWithout = (sorted: Float64Array, count: number, left: number): number => {
  const others = left === left ? count - 1 : count
  if (others === 0) return NaN
  const middle = others >> 1
  const upper = valueWithout(sorted, middle, left)
  return others % 2 === 1 ? upper : (valueWithout(sorted, middle - 1, left) + upper) / 2
}

/** What is at a place once `left` is taken out: the next one, unless it lies behind. */
const valueWithout = (sorted: Float64Array, place: number, left: number): number =>
  (left <= (sorted[place] ?? NaN) ? sorted[place + 1] : sorted[place]) ?? NaN
