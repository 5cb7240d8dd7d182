/** How many bits each count takes. */
export type PackedBits = 4 | 8 | 16

const ALL_BITS: readonly PackedBits[] = [4, 8, 16]
const WORD_BITS = 32
const WORD_BYTES = 4
/** Words of every kind begin at a multiple of so many buckets, so that those of two rows lie above each other. */
const ALIGNED_BUCKETS = 8

/** Counts of neighbouring buckets, none of them left out, as they stand in bytes from `at` on. */
export interface PackedRow {
  bits: PackedBits
  /** The index of the first bucket that holds something. */
  first: number
  /** How many buckets lie between it and the last one that does, both included. */
  length: number
  view: DataView
  at: number
}

const alignedStart = (first: number): number => first - (first & (ALIGNED_BUCKETS - 1))

const packedWords = ({ bits, first, length }: Pick<PackedRow, 'bits' | 'first' | 'length'>): number =>
  Math.ceil(((first + length - alignedStart(first)) * bits) / WORD_BITS)

export const packedBytes = (row: Pick<PackedRow, 'bits' | 'first' | 'length'>): number =>
  WORD_BYTES * packedWords(row)

/** The fewest bits that hold the count; null where no kind does. */
export const bitsFor = (largest: number): PackedBits | null =>
  ALL_BITS.find((bits) => largest < 2 ** bits) ?? null

export const isPackedBits = (bits: number): bits is PackedBits => ALL_BITS.some((one) => one === bits)

/** Of whole counts from the first bucket on, in little-endian words. */
export const packCounts = (bits: PackedBits, first: number, counts: Float64Array): Uint8Array => {
  const words = new DataView(new ArrayBuffer(packedBytes({ bits, first, length: counts.length })))
  const skipped = first - alignedStart(first)
  for (let at = 0; at < counts.length; at += 1) {
    const bit = (skipped + at) * bits
    const byte = WORD_BYTES * Math.floor(bit / WORD_BITS)
    words.setUint32(byte, words.getUint32(byte, true) | ((counts[at] ?? 0) << (bit % WORD_BITS)), true)
  }
  return new Uint8Array(words.buffer)
}

export const visitPacked = (row: PackedRow, visit: (index: number, count: number) => void): void => {
  const { bits, first, length, view, at } = row
  const mask = 2 ** bits - 1
  const skipped = first - alignedStart(first)
  for (let bucket = 0; bucket < length; bucket += 1) {
    const bit = (skipped + bucket) * bits
    const word = view.getUint32(at + WORD_BYTES * (bit >>> 5), true)
    const count = (word >>> (bit & 31)) & mask
    if (count > 0) visit(first + bucket, count)
  }
}

const FIRST_WORDS = 64

/**
 * Adds up packed rows, all counts of a word at once: every second count is cut out of the word, so that beside each there is
 * room for as many bits again, which sums of some rows need.
 */
export class PackedSum {
  private even = new Int32Array(FIRST_WORDS)
  private odd = new Int32Array(FIRST_WORDS)
  /** The bucket of the first place, which words from `used` to before `end` were added to. */
  private startWord = 0
  private used = 0
  private end = 0
  private rows = 0
  private readonly mask: number
  private readonly mostRows: number

  constructor(private readonly bits: PackedBits) {
    const largest = 2 ** bits - 1
    this.mask = bits === 4 ? 0x0f0f0f0f : bits === 8 ? 0x00ff00ff : 0x0000ffff
    this.mostRows = (2 ** (2 * bits) - 1) / largest
  }

  /** Whether another row would not fit into the sums. */
  get isFull(): boolean {
    return this.rows >= this.mostRows
  }

  add(row: PackedRow): void {
    const words = packedWords(row)
    const firstWord = (alignedStart(row.first) * this.bits) / WORD_BITS
    this.makeRoom(firstWord, firstWord + words)
    this.rows += 1
    const { even, odd, mask, bits } = this
    const { view } = row
    let place = firstWord - this.startWord
    const end = place + words
    for (let at = row.at; place < end; place += 1, at += WORD_BYTES) {
      const word = view.getUint32(at, true)
      even[place] = (even[place] ?? 0) + (word & mask)
      odd[place] = (odd[place] ?? 0) + ((word >>> bits) & mask)
    }
  }

  /** Adds what came since the last time to counts of which the first is that of bucket `base`. */
  drainInto(counts: Float64Array, base: number): void {
    if (this.rows === 0) return
    const { even, odd, bits, used, end } = this
    const perWord = WORD_BITS / bits
    let at = (this.startWord + used) * perWord - base
    for (let place = used; place < end; place += 1, at += perWord) {
      addSums(even[place] ?? 0, bits, counts, at)
      addSums(odd[place] ?? 0, bits, counts, at + 1)
    }
    even.fill(0, used, end)
    odd.fill(0, used, end)
    this.rows = 0
    this.used = this.end = 0
  }

  private makeRoom(firstWord: number, endWord: number): void {
    if (this.used === this.end) this.begin(firstWord, endWord)
    const first = Math.min(firstWord, this.startWord + this.used)
    const end = Math.max(endWord, this.startWord + this.end)
    if (first < this.startWord || end > this.startWord + this.even.length) this.move(first, end)
    this.used = first - this.startWord
    this.end = end - this.startWord
  }

  /** Nothing is held, so that the row may lie in the middle of what room there is. */
  private begin(firstWord: number, endWord: number): void {
    this.startWord = firstWord - Math.max(0, (this.even.length - (endWord - firstWord)) >> 1)
    this.used = this.end = firstWord - this.startWord
  }

  private move(first: number, end: number): void {
    const capacity = Math.max(this.even.length, 2 * (end - first))
    const startWord = first - ((capacity - (end - first)) >> 1)
    const by = this.startWord - startWord
    this.even = this.moved(this.even, capacity, by)
    this.odd = this.moved(this.odd, capacity, by)
    this.startWord = startWord
    this.used += by
    this.end += by
  }

  private moved(sums: Int32Array, capacity: number, by: number): Int32Array<ArrayBuffer> {
    const into = new Int32Array(capacity)
    if (this.used < this.end) into.set(sums.subarray(this.used, this.end), this.used + by)
    return into
  }
}

/** Every second bucket from `from` on. A bucket that holds nothing may lie outside of the counts. */
const addSums = (sums: number, bits: PackedBits, counts: Float64Array, from: number): void => {
  if (sums === 0) return
  if (bits === 16) {
    counts[from] = (counts[from] ?? 0) + (sums >>> 0)
    return
  }
  const sumBits = 2 * bits
  const mask = (1 << sumBits) - 1
  let at = from
  for (let rest = sums; rest !== 0; rest >>>= sumBits, at += 2) {
    const count = rest & mask
    if (count > 0) counts[at] = (counts[at] ?? 0) + count
  }
}
