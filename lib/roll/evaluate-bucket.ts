import { BucketNodes } from './bucket-nodes'
import type { CatalogNode } from './group-catalog'
import type { GroupMemory, SlotSet } from './group-memory'
import type { BucketValues } from './write-rolls'
import { BUCKET_MS } from '@/lib/core/times'

export function membersOf(memory: GroupMemory, slots: SlotSet): CatalogNode[] {
  const nodes: CatalogNode[] = []
  slots.forEach((member, slot) => {
    const node = member ? memory.catalog.nodes[slot] : undefined
    if (node) nodes.push(node)
  })
  return nodes
}

/** The values of some nodes in a bucket whose samples are in memory; most were made when they were shown. */
export function evaluateLive(memory: GroupMemory, bucketMs: number, slots: SlotSet): BucketValues {
  const { open, plans, live, changedFromMs } = memory
  const bucket = open.get(bucketMs) ?? new BucketNodes(bucketMs)
  for (const node of membersOf(memory, slots)) {
    const fromMs = bucket.values[node.slot] ? (changedFromMs[node.slot] ?? Infinity) : bucketMs
    if (fromMs < bucketMs + BUCKET_MS) bucket.update(plans, node, live, fromMs)
  }
  const collector = open.has(bucketMs) ? memory.collector : memory.past.collector
  return { bucketMs, nodes: slots, blocks: collector.toBlocks(bucket) }
}

/**
 * Leaves those out that have no sample in a bucket: it was marked because of samples before it, and values are made only at
 * times of its own. Answers whether any are left.
 */
export function leaveMeasured(memory: GroupMemory, bucketMs: number, slots: SlotSet): boolean {
  const { raw } = memory.past
  const isMeasured = (series: number) => raw.has(series, bucketMs, bucketMs + BUCKET_MS)
  let isAnyLeft = false
  for (const node of membersOf(memory, slots))
    if (node.series.some(isMeasured)) isAnyLeft = true
    else slots[node.slot] = 0
  return isAnyLeft
}

/** The values of some nodes in a bucket whose samples were read back. */
export function evaluatePast(memory: GroupMemory, bucketMs: number, slots: SlotSet): BucketValues {
  const { past, plans } = memory
  const bucket = new BucketNodes(bucketMs, past.spareBucket)
  for (const node of membersOf(memory, slots)) bucket.update(plans, node, past.raw, bucketMs)
  past.spareBucket = bucket
  return { bucketMs, nodes: slots, blocks: past.collector.toBlocks(bucket) }
}
