import { deleteHotMinutes, writeHotMinutes } from '@/lib/store/hot'
import type { HotMinute } from '@/lib/store/hot'
import { writeGroupSeen } from '@/lib/store/node-seen'
import type { Store } from '@/lib/store/db'
import { moveWatermark } from '@/lib/store/roll-state'
import { execute, inTransaction } from '@/lib/store/sql'
import { MINUTE_MS } from './evaluate-bucket'
import type { CatalogNode } from './group-catalog'
import type { GroupMemory } from './group-memory'
import { intervalOf } from './measure-intervals'
import { MetricColumns } from './metric-columns'
import { BUCKET_MS } from './node-plans'

/** The minutes that are not sealed, kept up to date node by node, so that a flush costs what is new. */
export class HotMinutes {
  private readonly minutes = new Map<number, MetricColumns>()
  private isFirst = true

  async flush(store: Store, memory: GroupMemory, asOfMs: number): Promise<void> {
    for (const minuteMs of this.minutes.keys())
      if (minuteMs < memory.sealedUntilMs) this.minutes.delete(minuteMs)
    const changed = this.evaluateChanges(memory)
    const written = [...changed].flatMap((minuteMs) => this.toHotMinutes(minuteMs))
    const shown = { asOfMs, readSeq: memory.readSeq }
    await inTransaction(store, async (tx) => {
      // All of this is made again from the log after a crash, so nobody needs to wait for the disk.
      await execute(tx, 'SET LOCAL synchronous_commit = off')
      await moveWatermark(tx, memory.groupId, memory.state.sealNumber, shown)
      if (this.isFirst) await deleteHotMinutes(tx, memory.groupId)
      await writeHotMinutes(tx, memory.groupId, written)
      if (written.length > 0) await writeGroupSeen(tx, memory.groupId, memory.seen)
    })
    this.isFirst = false
  }

  private evaluateChanges(memory: GroupMemory): Set<number> {
    const changed = new Set<number>()
    memory.changedFromMs.forEach((fromMs, slot) => {
      const node = fromMs === Infinity ? undefined : memory.catalog.nodes[slot]
      if (!node) return
      for (const [bucketMs, members] of memory.open)
        if (members[slot] === 1 && bucketMs + BUCKET_MS > fromMs)
          this.evaluateNode(memory, node, bucketMs, fromMs, changed)
      if (Number.isNaN(memory.seen.intervalMs[slot]))
        memory.seen.intervalMs[slot] = intervalOf(memory, node) ?? NaN
    })
    memory.changedFromMs.fill(Infinity)
    return changed
  }

  private evaluateNode(
    memory: GroupMemory,
    node: CatalogNode,
    bucketMs: number,
    changedFromMs: number,
    changed: Set<number>,
  ): void {
    const window = {
      fromMs: Math.max(bucketMs, Math.floor(changedFromMs / MINUTE_MS) * MINUTE_MS),
      toMs: bucketMs + BUCKET_MS,
    }
    const { series, fromMs } = memory.plans.evaluateChanged(node, memory.live, bucketMs, window)
    const lastMs = series.reduce(
      (last, { timesMs }) => Math.max(last, timesMs.at(-1) ?? -Infinity),
      -Infinity,
    )
    for (let minuteMs = fromMs; minuteMs < window.toMs; minuteMs += MINUTE_MS) {
      if (lastMs < minuteMs && !this.minutes.has(minuteMs)) continue
      this.minuteAt(minuteMs).setNode(node.slot, series)
      changed.add(minuteMs)
    }
  }

  private minuteAt(minuteMs: number): MetricColumns {
    const known = this.minutes.get(minuteMs)
    if (known) return known
    const span = { startMs: minuteMs, stepMs: MINUTE_MS, stepCount: 1 }
    // Devices come and go: once in a bucket those that are gone lose their column.
    const columns = minuteMs % BUCKET_MS === 0 ? 'measured' : 'all'
    const created =
      this.minutes.get(minuteMs - MINUTE_MS)?.emptyCopy(span, columns) ?? new MetricColumns(span)
    this.minutes.set(minuteMs, created)
    return created
  }

  private toHotMinutes(startMs: number): HotMinute[] {
    const blocks = this.minutes.get(startMs)?.finishWhole() ?? []
    return (['node', 'device'] as const).map((scope) => ({
      scope,
      startMs,
      metrics: blocks.filter((block) => block.scope === scope),
    }))
  }
}
