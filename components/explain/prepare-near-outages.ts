import { formatCount, formatCounted } from '@/lib/core/format-value'
import type { ExplainAnswer } from '@/lib/contract/explain'
import type { Links } from './prepare-links'

export interface NearOutages {
  items: { key: string; name: string; sentence: string; href: string | null }[]
  note: string
  href: string
}

/** Null where nobody was out. */
export const prepareNearOutages = ({ outages }: ExplainAnswer, links: Links): NearOutages | null => {
  if (outages === null) return null
  const { window, total, nodes, episodes } = outages
  const ofNodes = `on ${formatCounted(nodes, 'node')}`
  const shown =
    episodes.length < total
      ? `${formatCount(episodes.length)} of ${formatCount(total)} shown`
      : formatCount(total)
  return {
    items: episodes.map(({ node, kind, fromMs, sentence }, at) => ({
      key: `${String(at)} ${kind} ${String(fromMs)}`,
      name: node.name,
      sentence,
      href: node.id === null ? null : links.node(node.id),
    })),
    note: `${shown}, ${ofNodes}.`,
    href: links.outages(window),
  }
}
