import { NotFoundError } from '../core/errors'
import { readNodeByIdOrName, type NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'

export const readKnownNode = async (snapshot: Snapshot, id: string): Promise<NodeRow> => {
  const node = await readNodeByIdOrName(snapshot, id)
  if (node === null) throw new NotFoundError(`There is no node ${id}`)
  return node
}
