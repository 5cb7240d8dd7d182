import type { MemoryBudget } from './memory-budget'

const INITIAL_SLOTS = 1024
const INITIAL_KEY_WORDS = 64 * 1024
const BYTES_PER_SLOT = 32
const REBUILD_MS = 600_000
const LABEL_TAG = 0x0a
const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** No slot: not in the cache. */
export const NO_SLOT = -1

/**
 * What a sender's raw label bytes stand for. Senders repeat their order, so the series that followed
 * last time is compared first, word by word; only a miss costs a hash.
 * When memory is used up new series are not kept, and every ten minutes a full cache starts anew, so that
 * a fleet too large for it still hits for a part and series that ended make room.
 */
export class RawLabelCache {
  /** Changes when slots lose their meaning. */
  generation = 0
  private size = 0
  private builtAtMs = 0
  private full = false
  private last = NO_SLOT
  private keyEnd = 0
  private slots = INITIAL_SLOTS
  private keyWords = new Int32Array(INITIAL_KEY_WORDS)
  private keyBytes = new Uint8Array(this.keyWords.buffer)
  private keyStart = new Int32Array(INITIAL_SLOTS)
  private keyLength = new Int32Array(INITIAL_SLOTS)
  private keyHash = new Int32Array(INITIAL_SLOTS)
  private next = new Int32Array(INITIAL_SLOTS).fill(NO_SLOT)
  private meaning = new Int32Array(INITIAL_SLOTS)
  private groupId = new Int32Array(INITIAL_SLOTS)
  private table = new Int32Array(INITIAL_SLOTS * 2).fill(NO_SLOT)
  private budgeted = 0

  constructor(private readonly budget: MemoryBudget) {}

  /** Call before each body. */
  begin(nowMs: number): void {
    if (this.full && nowMs - this.builtAtMs > REBUILD_MS) this.clear(nowMs)
    if (this.size === 0) this.builtAtMs = nowMs
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
    const slot = this.last === NO_SLOT ? 0 : (this.next[this.last] ?? NO_SLOT)
    if (slot === NO_SLOT || slot >= this.size) return NO_SLOT
    const keyEnd = from + (this.keyLength[slot] ?? 0)
    if (keyEnd > end || !this.equals(slot, bytes, view, from, keyEnd)) return NO_SLOT
    if (keyEnd < end && bytes[keyEnd] === LABEL_TAG) return NO_SLOT
    this.last = slot
    return slot
  }

  /** The slot of the label bytes between `from` and `keyEnd`, which is made if there is room. */
  locate(bytes: Uint8Array, view: DataView, from: number, keyEnd: number): number {
    const hash = hashOf(bytes, view, from, keyEnd)
    const mask = this.table.length - 1
    let at = hash & mask
    let slot = this.table[at] ?? NO_SLOT
    while (slot !== NO_SLOT) {
      const same = this.keyHash[slot] === hash && this.keyLength[slot] === keyEnd - from
      if (same && this.equals(slot, bytes, view, from, keyEnd)) break
      at = (at + 1) & mask
      slot = this.table[at] ?? NO_SLOT
    }
    if (slot === NO_SLOT) slot = this.add(hash, bytes, from, keyEnd)
    if (slot === NO_SLOT) return NO_SLOT
    if (this.last !== NO_SLOT) this.next[this.last] = slot
    this.last = slot
    return slot
  }

  private equals(slot: number, bytes: Uint8Array, view: DataView, from: number, keyEnd: number): boolean {
    const keys = this.keyWords
    let word = this.keyStart[slot] ?? 0
    let at = from
    for (; at < keyEnd - 15; at += 16, word += 4) {
      const difference =
        ((keys[word] ?? 0) ^ view.getInt32(at, LITTLE_ENDIAN)) |
        ((keys[word + 1] ?? 0) ^ view.getInt32(at + 4, LITTLE_ENDIAN)) |
        ((keys[word + 2] ?? 0) ^ view.getInt32(at + 8, LITTLE_ENDIAN)) |
        ((keys[word + 3] ?? 0) ^ view.getInt32(at + 12, LITTLE_ENDIAN))
      if (difference !== 0) return false
    }
    const keyBytes = this.keyBytes
    for (let byte = word * 4; at < keyEnd; at += 1, byte += 1) if (keyBytes[byte] !== bytes[at]) return false
    return true
  }

  private add(hash: number, bytes: Uint8Array, from: number, keyEnd: number): number {
    const length = keyEnd - from
    const words = (length + 3) >>> 2
    const roomForKey = this.keyEnd + words <= this.keyWords.length || this.growKeys(words)
    const roomForSlot = this.size < this.slots || this.growSlots()
    if (!roomForKey || !roomForSlot) {
      this.full = true
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
    this.keyWords = keyWords
    this.keyBytes = new Uint8Array(keyWords.buffer)
    return true
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
    this.table = new Int32Array(this.slots * 2).fill(NO_SLOT)
    for (let slot = 0; slot < this.size; slot += 1) this.enter(slot)
    return true
  }

  private take(bytes: number): boolean {
    if (!this.budget.take(bytes)) return false
    this.budgeted += bytes
    return true
  }

  /** Gives all memory but a first share back. */
  clear(nowMs: number): void {
    this.budget.giveBack(this.budgeted)
    const empty = new RawLabelCache(this.budget)
    Object.assign(this, empty, { generation: this.generation + 1, builtAtMs: nowMs })
  }
}

/** Only chooses a place in the table: equality is always decided by the bytes. */
function hashOf(bytes: Uint8Array, view: DataView, from: number, keyEnd: number): number {
  let hash = keyEnd - from
  let at = from
  for (; at < keyEnd - 3; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, LITTLE_ENDIAN), 0x9e3779b1)
    hash = (hash << 13) | (hash >>> 19)
  }
  for (; at < keyEnd; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x85ebca6b)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 13)
}
