/** What the store calls a series. */
export interface KnownSeries {
  seriesId: number
  groupId: number
  nodeId: number
}

export interface SeriesIndex {
  find(hash: Uint8Array): KnownSeries | null
  add(hash: Uint8Array, series: KnownSeries): void
  readonly size: number
}

/** Many small tables, so that nobody waits long while one of them grows. */
const TABLES = 64

/**
 * Series by the hash of their canonical labels: seven words each, so that millions fit.
 * A full table starts anew; whatever it forgot is asked of the store again.
 */
export function createSeriesIndex(maxSeries: number): SeriesIndex {
  const maxOfTable = Math.max(1, Math.floor(maxSeries / TABLES))
  const tables = Array.from({ length: TABLES }, () => new IndexTable(maxOfTable))
  const tableOf = (hash: Uint8Array): IndexTable | undefined => tables[(hash[15] ?? 0) % TABLES]
  return {
    get size() {
      return tables.reduce((sum, table) => sum + table.size, 0)
    },
    find: (hash) => tableOf(hash)?.find(hash) ?? null,
    add: (hash, series) => tableOf(hash)?.add(hash, series),
  }
}

const WORDS = 7
const ID_WORD = 4
const MAX_LOAD = 0.7
const INITIAL_SLOTS = 64

class IndexTable {
  size = 0
  private slots = INITIAL_SLOTS
  private words = new Int32Array(INITIAL_SLOTS * WORDS)

  constructor(private readonly maxSeries: number) {}

  find(hash: Uint8Array): KnownSeries | null {
    const at = this.placeOf(wordAt(hash, 0), wordAt(hash, 4), wordAt(hash, 8), wordAt(hash, 12))
    const seriesId = this.words[at + ID_WORD] ?? 0
    if (seriesId === 0) return null
    return { seriesId, groupId: this.words[at + 5] ?? 0, nodeId: this.words[at + 6] ?? 0 }
  }

  add(hash: Uint8Array, { seriesId, groupId, nodeId }: KnownSeries): void {
    if (this.size >= this.maxSeries) {
      this.words.fill(0)
      this.size = 0
    } else if (this.size >= this.slots * MAX_LOAD) this.grow()
    const key = [wordAt(hash, 0), wordAt(hash, 4), wordAt(hash, 8), wordAt(hash, 12)]
    this.put([...key, seriesId, groupId, nodeId], 0)
  }

  /** The place of a series, or the empty one where it would stand. */
  private placeOf(a: number, b: number, c: number, d: number): number {
    const { words } = this
    let slot = a & (this.slots - 1)
    for (;;) {
      const at = slot * WORDS
      if (words[at + ID_WORD] === 0) return at
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return at
      slot = (slot + 1) & (this.slots - 1)
    }
  }

  private put(entry: ArrayLike<number>, from: number): void {
    const [a, b, c, d] = [entry[from], entry[from + 1], entry[from + 2], entry[from + 3]]
    const at = this.placeOf(a ?? 0, b ?? 0, c ?? 0, d ?? 0)
    if (this.words[at + ID_WORD] === 0) this.size += 1
    for (let word = 0; word < WORDS; word += 1) this.words[at + word] = entry[from + word] ?? 0
  }

  private grow(): void {
    const old = this.words
    this.slots *= 2
    this.words = new Int32Array(this.slots * WORDS)
    this.size = 0
    for (let from = 0; from < old.length; from += WORDS) if (old[from + ID_WORD] !== 0) this.put(old, from)
  }
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
