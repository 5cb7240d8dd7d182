import type { NodeIdentity } from '@/lib/core/series'
import type { UnresolvedSeries } from '../decoded-batch'
import { describeSeries } from '../described-series'
import { NO_SLOT } from '../raw-label-cache'

export interface SeriesWords {
  node: NodeIdentity
  name: string
  labels: readonly (readonly [string, string])[]
}

/** The distinct series of one request. */
export class SeriesTable {
  readonly unresolved: UnresolvedSeries[] = []
  private readonly ordinals = new Map<string, number>()
  private readonly firstOfNode = new Map<string, number>()

  /** An empty value means that the label is absent. */
  ordinalOf({ node, name, labels }: SeriesWords): number {
    const present = labels.filter(([, value]) => value !== '')
    const key = JSON.stringify([node.cluster, node.instance, name, present])
    const known = this.ordinals.get(key)
    if (known !== undefined) return known
    const ordinal = this.unresolved.length
    this.unresolved.push({ ...describeSeries(node, name, present), ordinal, slot: NO_SLOT })
    this.ordinals.set(key, ordinal)
    if (!this.firstOfNode.has(nodeKey(node))) this.firstOfNode.set(nodeKey(node), ordinal)
    return ordinal
  }

  anyOrdinalOf(node: NodeIdentity): number | null {
    return this.firstOfNode.get(nodeKey(node)) ?? null
  }
}

const nodeKey = ({ cluster, instance }: NodeIdentity): string => JSON.stringify([cluster, instance])
