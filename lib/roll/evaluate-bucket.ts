import type { CatalogNode } from './group-catalog'
import type { GroupMemory, SlotSet } from './group-memory'
import { MetricColumns } from './metric-columns'
import type { RawColumns } from './raw-columns'
import type { BucketValues } from './write-rolls'
import { BUCKET_MS, MINUTE_MS } from '@/lib/core/times'

export function membersOf(memory: GroupMemory, slots: SlotSet): CatalogNode[] {
  const nodes: CatalogNode[] = []
  slots.forEach((member, slot) => {
    const node = member ? memory.catalog.nodes[slot] : undefined
    if (node) nodes.push(node)
  })
  return nodes
}

/** The values of some nodes in one bucket, from all raw samples of the bucket and of the reach of a rate before it. */
export function evaluateBucket(
  memory: GroupMemory,
  raw: RawColumns,
  bucketMs: number,
  slots: SlotSet,
): BucketValues {
  const window = { fromMs: bucketMs, toMs: bucketMs + BUCKET_MS }
  const columns = new MetricColumns({
    startMs: bucketMs,
    stepMs: MINUTE_MS,
    stepCount: BUCKET_MS / MINUTE_MS,
  })
  for (const node of membersOf(memory, slots))
    columns.setNode(node.slot, memory.plans.evaluate(node, raw, bucketMs, window))
  return { bucketMs, nodes: slots, blocks: columns.finish() }
}
