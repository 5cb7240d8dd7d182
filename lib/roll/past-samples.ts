import { readChunks } from '@/lib/store/chunks'
import type { Reader } from '@/lib/store/reader'
import type { BucketNodes } from './bucket-nodes'
import { ValueCollector } from './collect-values'
import type { CatalogNode, GroupCatalog } from './group-catalog'
import { RawColumns } from './raw-columns'

interface Covered {
  fromMs: number
  toMs: number
}

/** Sealed samples that late ones touch, read back from chunks. What is read stays, so that a replay in order reads little. */
export class PastSamples {
  readonly raw = new RawColumns()
  readonly collector = new ValueCollector()
  spareBucket: BucketNodes | undefined
  /** By node slot: the range of which all samples are here. */
  private readonly covered = new Map<number, Covered>()

  /** Afterwards all sealed samples of the nodes in [fromMs, toMs) are here. */
  async cover(
    reader: Reader,
    groupId: number,
    catalog: GroupCatalog,
    nodes: readonly CatalogNode[],
    { fromMs, toMs }: Covered,
  ): Promise<void> {
    const missing = new Map<number, CatalogNode[]>()
    for (const node of nodes) {
      const startMs = this.missingFrom(node, fromMs, toMs)
      if (startMs < toMs) missing.set(startMs, [...(missing.get(startMs) ?? []), node])
    }
    for (const [startMs, group] of missing) {
      await catalog.complete(reader, group)
      const seriesIds = new Set(
        group.flatMap((node) => node.series.map((series) => catalog.seriesIds[series] ?? -1)),
      )
      const columns = await readChunks(reader, groupId, { fromMs: startMs, toMs, seriesIds })
      for (const [seriesId, column] of columns) this.raw.addColumn(catalog.numberOf(seriesId), column)
      for (const { slot } of group)
        this.covered.set(slot, { fromMs: this.covered.get(slot)?.fromMs ?? startMs, toMs })
    }
  }

  covers(slot: number, timeMs: number): boolean {
    const covered = this.covered.get(slot)
    return covered !== undefined && timeMs >= covered.fromMs && timeMs < covered.toMs
  }

  /** From where on samples of the node have to be read; what does not join up with the range is forgotten. */
  private missingFrom(node: CatalogNode, fromMs: number, toMs: number): number {
    const covered = this.covered.get(node.slot)
    if (covered && covered.fromMs <= fromMs && covered.toMs >= toMs) return toMs
    if (covered && covered.fromMs <= fromMs && covered.toMs > fromMs) return covered.toMs
    this.covered.delete(node.slot)
    for (const series of node.series) this.raw.forget(series)
    return fromMs
  }

  trim(beforeMs: number): void {
    this.raw.trim(beforeMs)
    for (const [slot, { toMs }] of this.covered)
      if (toMs <= beforeMs) this.covered.delete(slot)
      else this.covered.set(slot, { fromMs: Math.max(beforeMs, this.covered.get(slot)?.fromMs ?? 0), toMs })
  }
}
