import { memoryBytesOf, type Roots } from './process-tree'

const PERIOD_MS = 1000

export interface MemoryUse {
  startBytes: number
  middleBytes: number
  endBytes: number
  peakBytes: number
}

/** Looks at the memory of some processes every second. */
export function watchMemory(roots: Roots): { stop(): MemoryUse } {
  const seen = [memoryBytesOf(roots)]
  const timer = setInterval(() => seen.push(memoryBytesOf(roots)), PERIOD_MS)
  return {
    stop() {
      clearInterval(timer)
      seen.push(memoryBytesOf(roots))
      const at = (share: number) => seen[Math.round(share * (seen.length - 1))] ?? 0
      return {
        startBytes: at(0),
        middleBytes: at(0.5),
        endBytes: at(1),
        peakBytes: seen.reduce((most, one) => Math.max(most, one), 0),
      }
    },
  }
}
