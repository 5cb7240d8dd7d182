/** A bound that several caches share. */
export interface MemoryBudget {
  /** Whether the bytes could be had. */
  take(bytes: number): boolean
  giveBack(bytes: number): void
}

export function createMemoryBudget(maxBytes: number): MemoryBudget {
  let taken = 0
  return {
    take(bytes) {
      if (taken + bytes > maxBytes) return false
      taken += bytes
      return true
    },
    giveBack(bytes) {
      taken -= bytes
    },
  }
}
