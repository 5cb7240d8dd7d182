import { hashOfKey, isSameKey } from './label-keys'
import type { MemoryBudget } from './memory-budget'

const INITIAL_SLOTS = 1024
const INITIAL_KEY_WORDS = 64 * 1024
const BYTES_PER_SLOT = 36
/** What was not met for one to two of these makes room. */
const EPOCH_MS = 600_000
const COMPACT_PAUSE_MS = 60_000
/** No fleet has such labels, and a few of them would fill the memory. */
const MAX_KEY_BYTES = 64 * 1024
const LABEL_TAG = 0x0a

/** No slot: not in the cache. */
export const NO_SLOT = -1

/**
 * What a sender's raw label bytes stand for. Senders repeat their order, so the series that followed
 * last time is compared first, word by word; only a miss costs a hash.
 * When memory is used up, series that were not met lately make room; as long as none are to be found, new ones are
 * not kept, so that a fleet too large for the memory still hits for a part.
 */
export class RawLabelCache {
  /** Changes when slots lose their meaning. */
  generation = 0
  /** Whether memory was too little for what was to be added. */
  isFull = false
  private size = 0
  private epoch = 0
  private compactAtMs = 0
  private last = NO_SLOT
  private keyEnd = 0
  private slots = INITIAL_SLOTS
  private keyWords = new Int32Array(INITIAL_KEY_WORDS)
  private keyBytes = new Uint8Array(this.keyWords.buffer)
  private keyView = new DataView(this.keyWords.buffer)
  private keyStart = new Int32Array(INITIAL_SLOTS)
  private keyLength = new Int32Array(INITIAL_SLOTS)
  private keyHash = new Int32Array(INITIAL_SLOTS)
  private next = new Int32Array(INITIAL_SLOTS).fill(NO_SLOT)
  private meaning = new Int32Array(INITIAL_SLOTS)
  private groupId = new Int32Array(INITIAL_SLOTS)
  private usedEpoch = new Int32Array(INITIAL_SLOTS)
  private table = new Int32Array(INITIAL_SLOTS * 2).fill(NO_SLOT)
  private budgeted = 0

  constructor(private readonly budget: MemoryBudget) {}

  /** What of the shared memory is used. */
  get bytes(): number {
    return this.budgeted
  }

  /** Call before each body. */
  begin(nowMs: number): void {
    this.epoch = Math.floor(nowMs / EPOCH_MS)
    if (!this.isFull || nowMs < this.compactAtMs) return
    this.compactAtMs = nowMs + COMPACT_PAUSE_MS
    this.keep((slot) => (this.usedEpoch[slot] ?? 0) >= this.epoch - 1)
  }

  /** Gives memory to others: those that came last go, because the first to come are those that stay. */
  halve(): void {
    const half = this.size / 2
    this.keep((slot) => slot < half)
  }

  /** The length of the key of a slot in bytes. */
  lengthOf(slot: number): number {
    return this.keyLength[slot] ?? 0
  }

  /** The series id, 0 while it is not known, or less: the code of a refusal. */
  meaningOf(slot: number): number {
    return this.meaning[slot] ?? 0
  }

  groupIdOf(slot: number): number {
    return this.groupId[slot] ?? 0
  }

  remember(slot: number, generation: number, meaning: number, groupId: number): void {
    if (slot === NO_SLOT || generation !== this.generation) return
    this.meaning[slot] = meaning
    this.groupId[slot] = groupId
  }

  /** Forgets refusals whose cause may have passed. */
  forget(isPassing: (meaning: number) => boolean): void {
    for (let slot = 0; slot < this.size; slot += 1) {
      if (isPassing(this.meaning[slot] ?? 0)) this.meaning[slot] = 0
    }
  }

  /** The slot that followed the last one before, if its label bytes stand at `from`. */
  predict(bytes: Uint8Array, view: DataView, from: number, end: number): number {
    const slot = this.follower
    if (slot === NO_SLOT) return NO_SLOT
    const keyEnd = from + (this.keyLength[slot] ?? 0)
    if (keyEnd > end || !this.equals(slot, view, from, keyEnd)) return NO_SLOT
    if (keyEnd < end && bytes[keyEnd] === LABEL_TAG) return NO_SLOT
    this.meet(slot)
    return slot
  }

  /** The same if all labels are [from, keyEnd) and it is known that they stand for a series. */
  predictKnown(view: DataView, from: number, keyEnd: number): number {
    const slot = this.follower
    if (slot === NO_SLOT || this.keyLength[slot] !== keyEnd - from || (this.meaning[slot] ?? 0) <= 0)
      return NO_SLOT
    if (!this.equals(slot, view, from, keyEnd)) return NO_SLOT
    this.meet(slot)
    return slot
  }

  private get follower(): number {
    const slot = this.last === NO_SLOT ? 0 : (this.next[this.last] ?? NO_SLOT)
    return slot < this.size ? slot : NO_SLOT
  }

  private meet(slot: number): void {
    this.last = slot
    this.usedEpoch[slot] = this.epoch
  }

  /** The slot of the label bytes between `from` and `keyEnd`, which is made if there is room. */
  locate(bytes: Uint8Array, view: DataView, from: number, keyEnd: number): number {
    const hash = hashOfKey(view, from, keyEnd)
    const mask = this.table.length - 1
    let at = hash & mask
    let slot = this.table[at] ?? NO_SLOT
    while (slot !== NO_SLOT) {
      const same = this.keyHash[slot] === hash && this.keyLength[slot] === keyEnd - from
      if (same && this.equals(slot, view, from, keyEnd)) break
      at = (at + 1) & mask
      slot = this.table[at] ?? NO_SLOT
    }
    if (slot === NO_SLOT) slot = this.add(hash, bytes, from, keyEnd)
    if (slot === NO_SLOT) return NO_SLOT
    if (this.last !== NO_SLOT) this.next[this.last] = slot
    this.meet(slot)
    return slot
  }

  private equals(slot: number, view: DataView, from: number, keyEnd: number): boolean {
    return isSameKey(this.keyView, (this.keyStart[slot] ?? 0) * 4, view, from, keyEnd)
  }

  private add(hash: number, bytes: Uint8Array, from: number, keyEnd: number): number {
    const length = keyEnd - from
    if (length > MAX_KEY_BYTES) return NO_SLOT
    const words = (length + 3) >>> 2
    const roomForKey = this.keyEnd + words <= this.keyWords.length || this.growKeys(words)
    const roomForSlot = this.size < this.slots || this.growSlots()
    if (!roomForKey || !roomForSlot) {
      this.isFull = true
      return NO_SLOT
    }
    const slot = this.size
    this.size += 1
    this.keyBytes.set(bytes.subarray(from, keyEnd), this.keyEnd * 4)
    this.keyStart[slot] = this.keyEnd
    this.keyLength[slot] = length
    this.keyHash[slot] = hash
    this.keyEnd += words
    this.enter(slot)
    return slot
  }

  private enter(slot: number): void {
    const mask = this.table.length - 1
    let at = (this.keyHash[slot] ?? 0) & mask
    while (this.table[at] !== NO_SLOT) at = (at + 1) & mask
    this.table[at] = slot
  }

  private growKeys(words: number): boolean {
    const more = Math.max(this.keyWords.length, words)
    if (!this.take(more * 4)) return false
    const keyWords = new Int32Array(this.keyWords.length + more)
    keyWords.set(this.keyWords.subarray(0, this.keyEnd))
    this.useKeys(keyWords)
    return true
  }

  private useKeys(keyWords: Int32Array<ArrayBuffer>): void {
    this.keyWords = keyWords
    this.keyBytes = new Uint8Array(keyWords.buffer)
    this.keyView = new DataView(keyWords.buffer)
  }

  private growSlots(): boolean {
    if (!this.take(this.slots * BYTES_PER_SLOT)) return false
    this.slots *= 2
    const grown = (old: Int32Array, filler: number) => {
      const column = new Int32Array(this.slots).fill(filler, old.length)
      column.set(old)
      return column
    }
    this.keyStart = grown(this.keyStart, 0)
    this.keyLength = grown(this.keyLength, 0)
    this.keyHash = grown(this.keyHash, 0)
    this.next = grown(this.next, NO_SLOT)
    this.meaning = grown(this.meaning, 0)
    this.groupId = grown(this.groupId, 0)
    this.usedEpoch = grown(this.usedEpoch, 0)
    this.enterAll()
    return true
  }

  private enterAll(): void {
    this.table = new Int32Array(this.slots * 2).fill(NO_SLOT)
    for (let slot = 0; slot < this.size; slot += 1) this.enter(slot)
  }

  /** Moves what is kept together, in place, and gives the memory behind it back. */
  private keep(isKept: (slot: number) => boolean): void {
    const moved = new Int32Array(this.size).fill(NO_SLOT)
    const before = this.size
    this.generation += 1
    this.isFull = false
    this.last = NO_SLOT
    this.size = 0
    this.keyEnd = 0
    for (let slot = 0; slot < before; slot += 1) if (isKept(slot)) moved[slot] = this.move(slot)
    for (let slot = 0; slot < this.size; slot += 1) {
      const next = this.next[slot] ?? NO_SLOT
      this.next[slot] = next === NO_SLOT ? NO_SLOT : (moved[next] ?? NO_SLOT)
    }
    this.next.fill(NO_SLOT, this.size)
    this.meaning.fill(0, this.size)
    this.groupId.fill(0, this.size)
    this.shrink()
  }

  private move(from: number): number {
    const start = this.keyStart[from] ?? 0
    const words = ((this.keyLength[from] ?? 0) + 3) >>> 2
    const to = this.size
    this.keyWords.copyWithin(this.keyEnd, start, start + words)
    this.keyStart[to] = this.keyEnd
    for (const column of [
      this.keyLength,
      this.keyHash,
      this.next,
      this.meaning,
      this.groupId,
      this.usedEpoch,
    ])
      column[to] = column[from] ?? 0
    this.keyEnd += words
    this.size += 1
    return to
  }

  private shrink(): void {
    const keyWords = Math.max(INITIAL_KEY_WORDS, this.keyEnd)
    const slots = Math.max(INITIAL_SLOTS, 2 ** Math.ceil(Math.log2(this.size + 1)))
    this.giveBack((this.keyWords.length - keyWords) * 4 + (this.slots - slots) * BYTES_PER_SLOT)
    this.useKeys(this.keyWords.slice(0, keyWords))
    this.slots = slots
    this.keyStart = this.keyStart.slice(0, slots)
    this.keyLength = this.keyLength.slice(0, slots)
    this.keyHash = this.keyHash.slice(0, slots)
    this.next = this.next.slice(0, slots)
    this.meaning = this.meaning.slice(0, slots)
    this.groupId = this.groupId.slice(0, slots)
    this.usedEpoch = this.usedEpoch.slice(0, slots)
    this.enterAll()
  }

  private giveBack(bytes: number): void {
    this.budget.giveBack(bytes)
    this.budgeted -= bytes
  }

  private take(bytes: number): boolean {
    if (!this.budget.take(bytes)) return false
    this.budgeted += bytes
    return true
  }

  /** Gives all memory but a first share back. */
  clear(): void {
    this.keep(() => false)
  }
}
