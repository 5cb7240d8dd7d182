import type { ProfilesParams } from '../contract/profiles'
import type { Window } from '../core/series'
import type { ProfileScope } from '../store/profiles'
import { readNodesByIdOrName, readNodes, type NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { filterNodes } from './filter-nodes'
import { bookOfNodes, type NodeBook } from './name-nodes'

/** Whose profiles a question means, and how they are named. */
export interface ProfileNodes {
  nodes: readonly NodeRow[]
  book: NodeBook
}

export const readProfileNodes = async (snapshot: Snapshot): Promise<ProfileNodes> => {
  const nodes = await readNodes(snapshot)
  return { nodes, book: bookOfNodes(nodes) }
}

/** By name in any cluster where nothing else was heard of the node: profiles may come from where no samples do. */
export const scopeOf = async (
  snapshot: Snapshot,
  { nodes, book }: ProfileNodes,
  { node, filter, service }: Pick<ProfilesParams, 'node' | 'filter' | 'service'>,
  window: Window,
): Promise<ProfileScope> => {
  const ofService = service === '' ? null : service
  const scope = { window, service: ofService, nodes: null, nodeText: null }
  if (node === '' && filter.trim() === '') return scope
  if (node === '') {
    const candidates = nodes.map((row) => ({ row }))
    const wanted = await filterNodes(snapshot, candidates, filter, window.toMs)
    return { ...scope, nodes: book.namesOf(wanted.map(({ row }) => row)) }
  }
  const [known] = await readNodesByIdOrName(snapshot, [node])
  return known === undefined || known === null
    ? { ...scope, nodeText: node }
    : { ...scope, nodes: book.namesOf([known]) }
}

/** As the page names it. */
export const nameOf = (
  book: NodeBook,
  { cluster, node }: { cluster: string; node: string | null },
): { id: number | null; name: string } | null => {
  if (node === null) return null
  const known = book.find(cluster, node)
  return { id: known?.id ?? null, name: known?.name ?? node }
}
