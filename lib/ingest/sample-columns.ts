const INITIAL_CAPACITY = 4096
const KEPT_CAPACITY = 1 << 20

/** Growing columns of samples, reused from request to request: a decoder never waits while it fills them. */
export class SampleColumns {
  count = 0
  private capacity = INITIAL_CAPACITY
  private ordinals = new Int32Array(INITIAL_CAPACITY)
  private timesMs = new Float64Array(INITIAL_CAPACITY)
  /** Values as pairs of words: moving a NaN as a number may change its bits. */
  private valueWords = new Uint32Array(INITIAL_CAPACITY * 2)

  clear(): void {
    this.count = 0
    if (this.capacity > KEPT_CAPACITY) this.resize(INITIAL_CAPACITY)
  }

  push(ordinal: number, timeMs: number, firstWord: number, secondWord: number): void {
    const at = this.count
    if (at === this.capacity) this.resize(this.capacity * 2)
    this.ordinals[at] = ordinal
    this.timesMs[at] = timeMs
    this.valueWords[at * 2] = firstWord
    this.valueWords[at * 2 + 1] = secondWord
    this.count = at + 1
  }

  copy(): { sampleOrdinals: Int32Array; timesMs: Float64Array; values: Float64Array } {
    return {
      sampleOrdinals: this.ordinals.slice(0, this.count),
      timesMs: this.timesMs.slice(0, this.count),
      values: new Float64Array(this.valueWords.slice(0, this.count * 2).buffer),
    }
  }

  private resize(capacity: number): void {
    const kept = Math.min(this.count, capacity)
    const ordinals = new Int32Array(capacity)
    const timesMs = new Float64Array(capacity)
    const valueWords = new Uint32Array(capacity * 2)
    ordinals.set(this.ordinals.subarray(0, kept))
    timesMs.set(this.timesMs.subarray(0, kept))
    valueWords.set(this.valueWords.subarray(0, kept * 2))
    Object.assign(this, { capacity, ordinals, timesMs, valueWords })
  }
}
