import type { FactInterval } from '../../core/fleet-history'
import type { PlannedNode } from '../fleet/plan-fleet'
import { labelsOfNode } from './node-encoder'

/** A document of `POST /api/v1/samples`. */
export interface FactDocument {
  node: { name: string; cluster: string; labels: Record<string, string>; facts: Record<string, string> }
  samples: readonly { timestampMs: number }[]
}

/** What became known of a node in [fromMs, toMs), a document for each moment. */
export const factDocuments = (
  node: PlannedNode,
  { fromMs, toMs, startMs }: { fromMs: number; toMs: number; startMs: number },
): FactDocument[] => {
  const { cluster } = node
  const labels = labelsOfNode(node)
  const byMoment = new Map<number, FactInterval[]>()
  for (const interval of node.facts) {
    const heldMs = Math.max(interval.fromMs, startMs)
    const isOver = interval.toMs <= startMs
    const isLabel = interval.fact in labels || interval.fact === 'cluster'
    if (isOver || isLabel || heldMs < fromMs || heldMs >= toMs) continue
    byMoment.set(heldMs, [...(byMoment.get(heldMs) ?? []), interval])
  }
  return [...byMoment].map(([timestampMs, held]) => ({
    node: {
      name: node.name,
      cluster,
      labels,
      facts: Object.fromEntries(held.map(({ fact, value }) => [fact, value])),
    },
    samples: [{ timestampMs }],
  }))
}
