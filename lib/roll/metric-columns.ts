import type { MetricId } from '@/lib/core/checklist/types'
import { NODE_DEVICE } from '@/lib/core/use-sample'
import type { UseSeries } from '@/lib/core/use-sample'
import type { Scope } from '@/lib/store/blocks'
import type { Directory } from '@/lib/store/directory-codec'
import type { RollBlock } from '@/lib/store/roll-rows'
import { SlotColumns } from './slot-columns'
import type { FinishedColumns, Span } from './slot-columns'

/** Where a value of a node is. */
interface Place {
  metric: MetricId
  device: string
  columns: SlotColumns
  column: number
}

/** The matrices of all metrics over one span of time, node by node. */
export class MetricColumns {
  private readonly scopes: Record<Scope, Map<MetricId, SlotColumns>> = { node: new Map(), device: new Map() }
  /** By node slot: where its values are. */
  private readonly places = new Map<number, Place[]>()

  constructor(private readonly span: Span) {}

  columnsOf(scope: Scope, metric: MetricId): SlotColumns {
    const known = this.scopes[scope].get(metric)
    if (known) return known
    const columns = new SlotColumns(this.span)
    this.scopes[scope].set(metric, columns)
    return columns
  }

  /** Replaces all values of a node. What it measures is mostly the same as last time, so the places are tried first. */
  setNode(nodeSlot: number, series: readonly UseSeries[]): void {
    const known = this.places.get(nodeSlot) ?? []
    const places = series.map(({ metric, device }, i): Place => {
      const place = known[i]
      if (place?.metric === metric && place.device === device) return place
      const columns = this.columnsOf(device === NODE_DEVICE ? 'node' : 'device', metric)
      return { metric, device, columns, column: columns.columnOf(nodeSlot, device) }
    })
    for (const [i, { columns, column }] of known.entries()) if (places[i] !== known[i]) columns.clear(column)
    series.forEach(({ timesMs, values }, i) => {
      const place = places[i]
      place?.columns.setSamples(place.column, timesMs, values)
    })
    this.places.set(nodeSlot, places)
  }

  /** Over another span, without values: with the same columns, or only those that are measured here. */
  emptyCopy(span: Span, columns: 'all' | 'measured'): MetricColumns {
    const copy = new MetricColumns(span)
    for (const scope of ['node', 'device'] as const)
      for (const [metric, own] of this.scopes[scope])
        copy.scopes[scope].set(metric, own.emptyCopy(span, columns))
    return copy
  }

  finish(): RollBlock[] {
    return this.collect((columns) => columns.finish())
  }

  finishWhole(): RollBlock[] {
    return this.collect((columns) => columns.finishWhole())
  }

  /** Ordered by scope and metric. Blocks with the same slots share one directory. */
  private collect(finish: (columns: SlotColumns) => FinishedColumns | null): RollBlock[] {
    const blocks: RollBlock[] = []
    const directories: Directory[] = []
    for (const scope of ['node', 'device'] as const)
      for (const [metric, columns] of [...this.scopes[scope]].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const finished = finish(columns)
        if (!finished) continue
        const shared = directories.find((known) => isSameDirectory(known, finished.directory))
        if (!shared) directories.push(finished.directory)
        blocks.push({ metric, scope, directory: shared ?? finished.directory, matrix: finished.matrix })
      }
    return blocks
  }
}

export function isSameDirectory(a: Directory, b: Directory): boolean {
  if (a.nodeSlots.length !== b.nodeSlots.length) return false
  for (let i = 0; i < a.nodeSlots.length; i++)
    if (a.nodeSlots[i] !== b.nodeSlots[i] || a.devices[i] !== b.devices[i]) return false
  return true
}
