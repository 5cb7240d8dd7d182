import type { CatalogNode } from './group-catalog'
import type { GroupMemory } from './group-memory'

const FEWEST_SAMPLES = 3

/** A node's interval is the median step of its series with the most samples lately. */
export function measureIntervals(memory: GroupMemory): void {
  for (const node of memory.catalog.nodes) {
    const intervalMs = node ? intervalOf(memory, node) : null
    if (node && intervalMs !== null) memory.seen.intervalMs[node.slot] = intervalMs
  }
}

export function intervalOf(memory: GroupMemory, node: CatalogNode): number | null {
  const { live, liveFromMs } = memory
  let longest = -1
  let most = FEWEST_SAMPLES - 1
  for (const series of node.measured.length > 0 ? node.measured : node.series) {
    const count = live.countFrom(series, liveFromMs)
    if (count <= most) continue
    longest = series
    most = count
  }
  const timesMs = live.cut(longest, liveFromMs, Infinity)?.timesMs
  if (!timesMs) return null
  const steps = timesMs
    .subarray(1)
    .map((timeMs, i) => timeMs - (timesMs[i] ?? 0))
    .sort()
  return steps[steps.length >> 1] ?? null
}
