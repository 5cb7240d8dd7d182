import type { NodeEvent } from '../core/event'
import type { Window } from '../core/series'
import { readEvents } from '../store/events'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { groupBy } from '../core/group-by'
import { bookOfNodes } from './name-nodes'

/** What happened in a window, the newest `limit` of it, by place in `nodes`; an event of a cluster is one of each of its nodes. */
export const readNodeEvents = async (
  snapshot: Snapshot,
  nodes: readonly NodeRow[],
  window: Window,
  limit: number,
): Promise<NodeEvent[]> => {
  const asked = { window, of: null, source: null, kind: null, text: null, limit }
  const { events } = await readEvents(snapshot, asked)
  const book = bookOfNodes(nodes)
  const placeOf = new Map(nodes.map(({ id }, place) => [id, place]))
  const ofCluster = groupBy([...nodes.keys()], (place) => nodes[place]?.cluster ?? '')
  const nodesOf = (cluster: string, node: string | null): readonly number[] | null => {
    if (node === null) return cluster === '' ? null : (ofCluster.get(cluster) ?? [])
    const place = placeOf.get(book.find(cluster, node)?.id ?? -1)
    return place === undefined ? [] : [place]
  }
  return events.map(({ source, name, startMs, cluster, node }) => ({
    source,
    name,
    startMs,
    nodes: nodesOf(cluster, node),
  }))
}
