import { sourceGroupOf } from '@/lib/core/checklist/checklist'
import { factOfValueSeries, factsOfInfoSeries } from '@/lib/core/facts'
import type { SeriesDescriptor } from '@/lib/core/series'
import type { SourceGroup } from '@/lib/store/chunks'
import { readSeriesByIds, readSeriesOfNodes } from '@/lib/store/node-series'
import type { Reader } from '@/lib/store/reader'
import { NODES_PER_GROUP } from '@/lib/store/register-nodes'

const NATIVE_PREFIX = 'use:'
const UNKNOWN = -1

/** A series that tells facts, by its labels or by its value. */
export interface FactSource extends SeriesDescriptor {
  series: number
  byValue: boolean
}

export interface CatalogNode {
  nodeId: number
  slot: number
  /** All series of the node that are known here. */
  series: number[]
  /** Those that metrics are made of, and what they are called. */
  measured: number[]
  descriptors: SeriesDescriptor[]
  factSources: FactSource[]
  /** Whether every series of the node in the database is known here. */
  isComplete: boolean
}

/** The series of one group under dense numbers. Labels are kept for those only that metrics are made of. */
export class GroupCatalog {
  private readonly numbers = new Map<number, number>()
  readonly seriesIds: number[] = []
  /** By series number. */
  readonly slots: number[] = []
  readonly sourceGroups: SourceGroup[] = []
  /** By node slot. */
  readonly nodes: (CatalogNode | undefined)[] = new Array<CatalogNode | undefined>(NODES_PER_GROUP)

  nodeCount = 0
  /** Nodes measure alike: what they have in common is kept once, which also spares the collector. */
  private readonly shared = new Map<string, SeriesDescriptor>()
  private numberRoom = new Int32Array()
  private sources: ReadonlyMap<SourceGroup, Int32Array> | null = null

  numberOf(seriesId: number): number {
    return this.numbers.get(seriesId) ?? UNKNOWN
  }

  /** The numbers of the ids, -1 where unknown. Valid until the next call. */
  numbersOf(seriesIds: Int32Array): Int32Array {
    if (this.numberRoom.length < seriesIds.length) this.numberRoom = new Int32Array(2 * seriesIds.length)
    const numbers = this.numberRoom.subarray(0, seriesIds.length)
    let latest = UNKNOWN
    for (let i = 0; i < seriesIds.length; i++) {
      const seriesId = seriesIds[i] ?? UNKNOWN
      // Senders repeat their order.
      latest = this.seriesIds[latest + 1] === seriesId ? latest + 1 : this.numberOf(seriesId)
      numbers[i] = latest
    }
    return numbers
  }

  /** Learns what the database knows of these ids. */
  async learn(reader: Reader, seriesIds: Iterable<number>): Promise<void> {
    const missing = [...new Set(seriesIds)].filter((id) => !this.numbers.has(id))
    if (missing.length === 0) return
    for (const row of await readSeriesByIds(reader, missing)) this.register(row.id, this.nodeOf(row), row)
  }

  /** Learns all series of the nodes, sent lately or not. */
  async complete(reader: Reader, nodes: readonly CatalogNode[]): Promise<void> {
    const missing = new Map(nodes.filter((node) => !node.isComplete).map((node) => [node.nodeId, node]))
    if (missing.size === 0) return
    for (const row of await readSeriesOfNodes(reader, [...missing.keys()])) {
      const node = missing.get(row.nodeId)
      if (node) this.register(row.id, node, row)
    }
    for (const node of missing.values()) node.isComplete = true
  }

  /** Numbers of the series by source, ordered by their ids. */
  bySource(): ReadonlyMap<SourceGroup, Int32Array> {
    if (this.sources !== null) return this.sources
    const numbers = new Map<SourceGroup, number[]>()
    for (const number of this.seriesIds.keys()) {
      const source = this.sourceGroups[number] ?? 'other'
      const own = numbers.get(source)
      if (own) own.push(number)
      else numbers.set(source, [number])
    }
    const idOf = (number: number) => this.seriesIds[number] ?? 0
    const sorted = [...numbers].map(
      ([source, own]) => [source, Int32Array.from(own).sort((a, b) => idOf(a) - idOf(b))] as const,
    )
    return (this.sources = new Map(sorted))
  }

  private nodeOf({ nodeId, slot }: { nodeId: number; slot: number }): CatalogNode {
    const known = this.nodes[slot]
    if (known) return known
    this.nodeCount += 1
    const empty = { series: [], measured: [], descriptors: [], factSources: [], isComplete: false }
    return (this.nodes[slot] = { nodeId, slot, ...empty })
  }

  private share(descriptor: SeriesDescriptor): SeriesDescriptor {
    const key = JSON.stringify([descriptor.name, descriptor.labels])
    const known = this.shared.get(key)
    if (known) return known
    this.shared.set(key, descriptor)
    return descriptor
  }

  private register(seriesId: number, node: CatalogNode, { name, labels }: SeriesDescriptor): void {
    if (this.numbers.has(seriesId)) return
    const series = this.seriesIds.push(seriesId) - 1
    this.sources = null
    const sourceGroup = sourceGroupOf(name)
    this.numbers.set(seriesId, series)
    this.slots.push(node.slot)
    this.sourceGroups.push(sourceGroup)
    node.series.push(series)
    if (sourceGroup !== 'other' || name.startsWith(NATIVE_PREFIX)) {
      node.measured.push(series)
      node.descriptors.push(this.share({ name, labels }))
    }
    const byValue = factOfValueSeries(name, 1) !== null
    if (byValue || factsOfInfoSeries(name, labels).length > 0)
      node.factSources.push({ series, name, labels, byValue })
  }
}
