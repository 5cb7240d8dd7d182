/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number, from ≤ n < to. */
  between(from: number, to: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

const UINT32 = 2 ** 32

/** A well mixed 32-bit number of another (the finaliser of MurmurHash3). */
export function mix(input: number): number {
  let hash = input >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export function createRandom(seed: number): Random {
  let state = mix(seed)
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    return mix(state) / UINT32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from))
  return { between, pick: (items) => items[between(0, items.length)] ?? items[0] }
}
