import type { Column } from '@/lib/core/series'
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
  let longest: Column | undefined
  for (const series of node.measured.length > 0 ? node.measured : node.series) {
    const column = memory.live.cut(series, memory.liveFromMs, Infinity)
    if (column && column.timesMs.length > (longest?.timesMs.length ?? 0)) longest = column
  }
  if (!longest || longest.timesMs.length < FEWEST_SAMPLES) return null
  const { timesMs } = longest
  const steps = timesMs
    .subarray(1)
    .map((timeMs, i) => timeMs - (timesMs[i] ?? 0))
    .sort()
  return steps[steps.length >> 1] ?? null
}
