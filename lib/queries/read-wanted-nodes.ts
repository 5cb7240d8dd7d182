import type { EventsParams } from '../contract/events'
import type { EventQuery } from '../store/events'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { filterNodes } from './filter-nodes'
import type { NodeBook } from './name-nodes'
import { readNamedNodes } from './read-named-nodes'

/** Whose events a question means; null where it means those of all nodes, also of those that are not known. */
export const readWantedNodes = async (
  snapshot: Snapshot,
  { nodes, book }: { nodes: readonly NodeRow[]; book: NodeBook },
  { nodes: asked, filter }: Pick<EventsParams, 'nodes' | 'filter'>,
  atMs: number,
): Promise<EventQuery['of']> => {
  if (asked.length === 0 && filter.trim() === '') return null
  const named = asked.length === 0 ? nodes : await readNamedNodes(snapshot, asked)
  const candidates = named.map((row) => ({ row }))
  const wanted = (await filterNodes(snapshot, candidates, filter, atMs)).map(({ row }) => row)
  return { nodes: book.namesOf(wanted), clusters: [...new Set(wanted.map(({ cluster }) => cluster))] }
}
