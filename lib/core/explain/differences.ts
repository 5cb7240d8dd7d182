/** How far neighbouring values of a series lie apart. */
export class Differences {
  private count = 0
  private sum = 0
  private squares = 0

  clear(): void {
    this.count = 0
    this.sum = 0
    this.squares = 0
  }

  read(values: Float32Array, from: number, count: number): void {
    this.clear()
    let last = values[from] ?? NaN
    for (let at = from + 1; at < from + count; at += 1) {
      const value = values[at] ?? NaN
      const difference = value - last
      last = value
      if (difference !== difference) continue
      this.count += 1
      this.sum += difference
      this.squares += difference * difference
    }
  }

  /** With sign -1 what was added is taken away again. */
  add(other: Differences | undefined, sign: 1 | -1): void {
    if (other === undefined) return
    this.count += sign * other.count
    this.sum += sign * other.sum
    this.squares += sign * other.squares
  }

  /** NaN of nothing. */
  deviation(): number {
    const mean = this.sum / this.count
    return Math.sqrt(Math.max(0, this.squares / this.count - mean * mean))
  }
}
