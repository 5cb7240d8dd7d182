import type { MetricId } from '@/lib/core/checklist/types'
import type { Scope } from '@/lib/store/blocks'
import type { RollBlock } from '@/lib/store/roll-rows'
import { SharedDirectories } from './shared-directories'
import { SlotColumns } from './slot-columns'
import type { Span } from './slot-columns'

/** The matrices of all metrics over one span of time, put together from blocks. */
export class MetricColumns {
  private readonly scopes: Record<Scope, Map<MetricId, SlotColumns>> = { node: new Map(), device: new Map() }

  constructor(private readonly span: Span) {}

  columnsOf(scope: Scope, metric: MetricId): SlotColumns {
    const known = this.scopes[scope].get(metric)
    if (known) return known
    const columns = new SlotColumns(this.span)
    this.scopes[scope].set(metric, columns)
    return columns
  }

  /** Ordered by scope and metric. Blocks with the same slots share one directory. */
  finish(): RollBlock[] {
    const directories = new SharedDirectories()
    const blocks: RollBlock[] = []
    for (const scope of ['node', 'device'] as const)
      for (const [metric, columns] of [...this.scopes[scope]].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const finished = columns.finish()
        if (!finished) continue
        const { directory, matrix } = finished
        blocks.push({ metric, scope, directory: directories.share(directory), matrix })
      }
    return blocks
  }
}
