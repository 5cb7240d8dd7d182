import type { NodeRow } from '../store/nodes'
import type { NodeNames } from '../store/events'

export interface NodeBook {
  /** The node that a sender means; null where none is known by that name. */
  find: (cluster: string, name: string) => NodeRow | null
  /** All by which a sender may mean one of the nodes. */
  namesOf: (nodes: readonly NodeRow[]) => NodeNames[]
}

const ANY_CLUSTER = ''

const keyOf = (cluster: string, name: string): string => JSON.stringify([cluster, name])

/** Its instance and its name, in its cluster or with none; what comes first wins where nodes share a name. */
const namesOfNode = (node: NodeRow): NodeNames[] =>
  [node.cluster, ANY_CLUSTER].flatMap((cluster) =>
    [node.instance, node.name].map((name) => ({ cluster, node: name })),
  )

/** Whom events mean. Of several nodes by one name it is the one whose cluster it is, else whose instance, else the first seen. */
export const bookOfNodes = (nodes: readonly NodeRow[]): NodeBook => {
  const owners = new Map<string, NodeRow>()
  const oldestFirst = nodes.toSorted((one, other) => one.firstSeenMs - other.firstSeenMs || one.id - other.id)
  for (const place of [0, 1, 2, 3])
    for (const node of oldestFirst) {
      const name = namesOfNode(node)[place]
      const key = keyOf(name?.cluster ?? '', name?.node ?? '')
      if (!owners.has(key)) owners.set(key, node)
    }
  const find = (cluster: string, name: string) => owners.get(keyOf(cluster, name)) ?? null
  return {
    find,
    namesOf: (wanted) =>
      wanted.flatMap((node) =>
        namesOfNode(node).filter(({ cluster, node: name }) => find(cluster, name)?.id === node.id),
      ),
  }
}
