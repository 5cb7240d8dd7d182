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

const WORDS = 7
const MAX_LOAD = 0.7
const INITIAL_SLOTS = 4096

/**
 * Series by the hash of their canonical labels: seven words each, so that millions fit.
 * A full index starts anew; whatever it forgot is asked of the store again.
 */
export function createSeriesIndex(maxSeries: number): SeriesIndex {
  let slots = INITIAL_SLOTS
  let table = new Int32Array(slots * WORDS)
  let size = 0

  const slotOf = (a: number, b: number, c: number, d: number): number => {
    let slot = a & (slots - 1)
    for (;;) {
      const at = slot * WORDS
      if (table[at + 4] === 0) return at
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d) return at
      slot = (slot + 1) & (slots - 1)
    }
  }

  const put = (words: ArrayLike<number>, from: number): void => {
    const at = slotOf(words[from] ?? 0, words[from + 1] ?? 0, words[from + 2] ?? 0, words[from + 3] ?? 0)
    if (table[at + 4] === 0) size += 1
    for (let word = 0; word < WORDS; word += 1) table[at + word] = words[from + word] ?? 0
  }

  const grow = (): void => {
    const old = table
    slots *= 2
    table = new Int32Array(slots * WORDS)
    size = 0
    for (let from = 0; from < old.length; from += WORDS) if (old[from + 4] !== 0) put(old, from)
  }

  return {
    get size() {
      return size
    },
    find(hash) {
      const [a, b, c, d] = wordsOf(hash)
      const at = slotOf(a, b, c, d)
      const seriesId = table[at + 4] ?? 0
      return seriesId === 0 ? null : { seriesId, groupId: table[at + 5] ?? 0, nodeId: table[at + 6] ?? 0 }
    },
    add(hash, series) {
      if (size >= maxSeries) {
        table.fill(0)
        size = 0
      } else if (size >= slots * MAX_LOAD) grow()
      put([...wordsOf(hash), series.seriesId, series.groupId, series.nodeId], 0)
    },
  }
}

function wordsOf(hash: Uint8Array): [number, number, number, number] {
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength)
  return [view.getInt32(0, true), view.getInt32(4, true), view.getInt32(8, true), view.getInt32(12, true)]
}
