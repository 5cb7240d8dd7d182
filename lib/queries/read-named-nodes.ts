import { NotFoundError } from '../core/errors'
import { readNodesByIdOrName, type NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'

/** Each once, however often it is named. */
export const readNamedNodes = async (snapshot: Snapshot, names: readonly string[]): Promise<NodeRow[]> => {
  const found = await readNodesByIdOrName(snapshot, names)
  const nodes = new Map<number, NodeRow>()
  names.forEach((name, place) => {
    const node = found[place] ?? null
    if (node === null) throw new NotFoundError(`There is no node ${name}`)
    nodes.set(node.id, node)
  })
  return [...nodes.values()]
}
