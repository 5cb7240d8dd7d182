import { flushHot } from '@/lib/store/hot'
import type { HotMinute } from '@/lib/store/hot'
import type { Store } from '@/lib/store/db'
import type { CatalogNode } from './group-catalog'
import type { GroupMemory } from './group-memory'
import { intervalOf } from './measure-intervals'
import { MetricColumns } from './metric-columns'
import { BUCKET_MS, MINUTE_MS, minuteOf } from '@/lib/core/times'

/** The minutes that are not sealed, kept up to date node by node, so that a flush costs what is new. */
export class HotMinutes {
  private readonly minutes = new Map<number, MetricColumns>()
  private isFirst = true

  async flush(store: Store, memory: GroupMemory, asOfMs: number): Promise<void> {
    for (const minuteMs of this.minutes.keys())
      if (minuteMs < memory.sealedUntilMs) this.minutes.delete(minuteMs)
    const changed = this.evaluateChanges(memory)
    await flushHot(store, memory.groupId, {
      sealNumber: memory.state.sealNumber,
      asOfMs,
      readSeq: memory.readSeq,
      minutes: [...changed].flatMap((minuteMs) => this.toHotMinutes(minuteMs)),
      seen: memory.seen,
      replacesAll: this.isFirst,
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
      fromMs: Math.max(bucketMs, minuteOf(changedFromMs)),
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
