import type { PeersAnswer } from '../contract/peers'
import type { HeardNode } from './node-heard'

type Sharing = PeersAnswer['sharing']

/** Who is comparable, the closest first. */
const PEER_LABELS = ['role', 'cluster'] as const

type PeerRow = Pick<HeardNode['row'], 'id' | 'cluster' | 'labels'>

const labelOf = (row: PeerRow, label: string): string =>
  label === 'cluster' && row.cluster !== '' ? row.cluster : (row.labels[label] ?? '')

/** Nodes that share the role of this one, or else its cluster, or else all others; what is gone is no peer. */
export const choosePeers = <Node extends { row: PeerRow; state: HeardNode['state'] }>(
  own: PeerRow,
  nodes: readonly Node[],
): { sharing: Sharing; peers: Node[] } => {
  const others = nodes.filter(({ row, state }) => row.id !== own.id && state !== 'gone')
  const label = PEER_LABELS.find((name) => labelOf(own, name) !== '')
  if (label === undefined) return { sharing: null, peers: others }
  const value = labelOf(own, label)
  return { sharing: { label, value }, peers: others.filter(({ row }) => labelOf(row, label) === value) }
}
