import { flushHot } from '@/lib/store/hot'
import type { HotMinute } from '@/lib/store/hot'
import type { Store } from '@/lib/store/db'
import type { BucketNodes } from './bucket-nodes'
import type { CatalogNode } from './group-catalog'
import type { GroupMemory } from './group-memory'
import { intervalOf } from './measure-intervals'
import { BUCKET_MS, MINUTE_MS, minuteOf } from '@/lib/core/times'

/** The minutes that are not sealed. Only what came since the last flush is evaluated, and only minutes it touched are written. */
export class HotMinutes {
  private isFirst = true

  async flush(store: Store, memory: GroupMemory, asOfMs: number): Promise<void> {
    await flushHot(store, memory.groupId, {
      sealNumber: memory.state.sealNumber,
      asOfMs,
      readSeq: memory.readSeq,
      minutes: this.changedMinutes(memory),
      seen: memory.seen,
      replacesAll: this.isFirst,
    })
    memory.collector.releasePages()
    this.isFirst = false
  }

  private changedMinutes(memory: GroupMemory): HotMinute[] {
    const minutes: HotMinute[] = []
    for (const bucket of memory.open.values()) {
      let fromMs = Infinity
      let lastMs = -Infinity
      for (const node of changedMembers(memory, bucket)) {
        const changedFromMs = memory.changedFromMs[node.slot] ?? Infinity
        fromMs = Math.min(fromMs, bucket.update(memory.plans, node, memory.live, changedFromMs))
        lastMs = Math.max(lastMs, bucket.values[node.slot]?.lastTickMs ?? -Infinity)
      }
      for (let minuteMs = fromMs; minuteMs <= minuteOf(lastMs); minuteMs += MINUTE_MS)
        for (const scope of ['node', 'device'] as const)
          minutes.push(memory.collector.toHotMinute(bucket, scope, minuteMs))
    }
    measureNewIntervals(memory)
    memory.changedFromMs.fill(Infinity)
    return minutes
  }
}

function changedMembers({ catalog, changedFromMs }: GroupMemory, bucket: BucketNodes): CatalogNode[] {
  const changed: CatalogNode[] = []
  changedFromMs.forEach((fromMs, slot) => {
    const node = catalog.nodes[slot]
    if (node && fromMs < bucket.bucketMs + BUCKET_MS && bucket.members[slot] === 1) changed.push(node)
  })
  return changed
}

function measureNewIntervals(memory: GroupMemory): void {
  memory.changedFromMs.forEach((fromMs, slot) => {
    const node = fromMs === Infinity ? undefined : memory.catalog.nodes[slot]
    if (node && Number.isNaN(memory.seen.intervalMs[slot]))
      memory.seen.intervalMs[slot] = intervalOf(memory, node) ?? NaN
  })
}
