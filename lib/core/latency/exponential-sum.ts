import { FINEST_SCALE, MOST_BUCKETS, type ExponentialLayer } from './histogram'
import { PackedSum, visitPacked, type PackedBits, type PackedRow } from './packed-counts'

const FIRST_CAPACITY = 256

/** Adds up exponential buckets of any scales: what is finer is brought down to the coarsest, and never the other way round. */
export class ExponentialSum {
  scale = FINEST_SCALE
  zeroCount = 0
  zeroMs = 0
  private counts = new Float64Array(FIRST_CAPACITY)
  /** Index of the first place of `counts`, and which places were touched. */
  private base = 0
  private first = 0
  private end = 0
  /** What is not in `counts` yet, at the scale of now. */
  private readonly packed = new Map<PackedBits, PackedSum>()

  constructor(readonly unitMs: number) {}

  addLayer({ scale, zeroCount, zeroMs, offset, counts }: ExponentialLayer): void {
    this.addZeros(zeroCount, zeroMs)
    const shift = this.open(scale, offset, offset + counts.length)
    const { counts: into, base } = this
    if (shift === 0)
      for (let at = 0, place = offset - base; at < counts.length; at += 1, place += 1)
        into[place] = (into[place] ?? 0) + (counts[at] ?? 0)
    else
      for (let at = 0; at < counts.length; at += 1) {
        const place = ((offset + at) >> shift) - base
        into[place] = (into[place] ?? 0) + (counts[at] ?? 0)
      }
  }

  addPacked(scale: number, row: PackedRow): void {
    const shift = this.open(scale, row.first, row.first + row.length)
    if (shift !== 0) return visitPacked(row, (index, count) => this.addAt(index >> shift, count))
    let sum = this.packed.get(row.bits)
    if (sum === undefined) {
      sum = new PackedSum(row.bits)
      this.packed.set(row.bits, sum)
    }
    if (sum.isFull) sum.drainInto(this.counts, this.base)
    sum.add(row)
  }

  addZeros(count: number, zeroMs: number): void {
    this.zeroCount += count
    if (zeroMs > this.zeroMs) this.zeroMs = zeroMs
  }

  /**
   * Makes room for buckets of `scale` from `offset` to before `end`, and answers by how many bits their indices are to be
   * shifted; `addAt` takes them until the next call.
   */
  open(scale: number, offset: number, end: number): number {
    if (scale < this.scale) this.coarsen(this.scale - scale)
    if (offset >= end) return scale - this.scale
    for (;;) {
      const shift = scale - this.scale
      if (this.makeRoom(offset >> shift, ((end - 1) >> shift) + 1)) return shift
      this.coarsen(1)
    }
  }

  /** `index` is shifted already. */
  addAt(index: number, count: number): void {
    const place = index - this.base
    this.counts[place] = (this.counts[place] ?? 0) + count
  }

  private unpack(): void {
    for (const sum of this.packed.values()) sum.drainInto(this.counts, this.base)
  }

  toLayer(): ExponentialLayer {
    this.unpack()
    const { unitMs, scale, zeroCount, zeroMs, base, counts } = this
    let from = this.first
    let to = this.end
    while (from < to && counts[from - base] === 0) from += 1
    while (to > from && counts[to - 1 - base] === 0) to -= 1
    return {
      kind: 'exponential',
      unitMs,
      scale,
      zeroCount,
      zeroMs,
      offset: from,
      counts: counts.slice(from - base, to - base),
    }
  }

  /** Answers whether all from the first to the last are no more than a histogram may have. */
  private makeRoom(from: number, to: number): boolean {
    const isEmpty = this.first === this.end
    const first = isEmpty ? from : Math.min(from, this.first)
    const end = isEmpty ? to : Math.max(to, this.end)
    if (end - first > MOST_BUCKETS) return false
    if (first < this.base || end > this.base + this.counts.length) this.move(first, end)
    this.first = first
    this.end = end
    return true
  }

  private move(first: number, end: number): void {
    const capacity = Math.max(this.counts.length, 2 * (end - first))
    const base = first - ((capacity - (end - first)) >> 1)
    const moved = new Float64Array(capacity)
    if (this.first < this.end)
      moved.set(this.counts.subarray(this.first - this.base, this.end - this.base), this.first - base)
    this.counts = moved
    this.base = base
  }

  private coarsen(bits: number): void {
    this.unpack()
    const { counts, base, first, end } = this
    this.scale -= bits
    if (first === end) return
    this.base = this.first = first >> bits
    this.end = ((end - 1) >> bits) + 1
    this.counts = new Float64Array(Math.max(FIRST_CAPACITY, this.end - this.first))
    for (let index = first; index < end; index += 1) this.addAt(index >> bits, counts[index - base] ?? 0)
  }
}
