import type { NodeRow } from '../store/nodes'

/** Labels to group by, besides the names of the nodes themselves, which would make each a group of its own. */
export const labelNames = (nodes: readonly NodeRow[]): string[] => {
  const names = new Set(nodes.flatMap(({ labels }) => Object.keys(labels)))
  if (nodes.some(({ cluster }) => cluster !== '')) names.add('cluster')
  return [...names].sort()
}
