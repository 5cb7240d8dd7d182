import type { Reader, Tx } from './reader'
import { execute, query } from './sql'

export interface Caps {
  seriesCap: number
  nodeCap: number
}

/** What a sender may still add. Senders with one name (one token) share their caps. */
export interface SenderBudget {
  mayAddSeries(): boolean
  countSeries(): void
  /** Counts the node when it is new to the sender; a node that does not exist yet has no id. */
  mayUseNode(key: string, nodeId: number | undefined): boolean
  close(nodeIds: ReadonlySet<number>, seriesAdded: number): Promise<void>
}

const USED_SERIES = `
  SELECT coalesce(sum(peer.series_count), 0)::int AS series
  FROM sender JOIN sender peer ON peer.name = sender.name WHERE sender.id = $1`

/** Series that senders of the same name registered. */
export async function readUsedSeries(reader: Reader, senderId: number): Promise<number> {
  const [used] = await query<{ series: number }>(reader, USED_SERIES, [senderId])
  return used?.series ?? 0
}

const USED_NODES = `
  SELECT DISTINCT sender_node.node_id AS id
  FROM sender JOIN sender peer ON peer.name = sender.name JOIN sender_node ON sender_node.sender_id = peer.id
  WHERE sender.id = $1`

export async function openSenderBudget(tx: Tx, senderId: number, caps: Caps): Promise<SenderBudget> {
  const nodes = new Set((await query<{ id: number }>(tx, USED_NODES, [senderId])).map((row) => row.id))
  const newKeys = new Set<string>()
  let series = await readUsedSeries(tx, senderId)
  return {
    mayAddSeries: () => series < caps.seriesCap,
    countSeries: () => void (series += 1),
    mayUseNode: (key, nodeId) => {
      if ((nodeId !== undefined && nodes.has(nodeId)) || newKeys.has(key)) return true
      if (nodes.size + newKeys.size >= caps.nodeCap) return false
      newKeys.add(key)
      return true
    },
    close: async (nodeIds, seriesAdded) => {
      await execute(tx, 'UPDATE sender SET series_count = series_count + $2 WHERE id = $1', [
        senderId,
        seriesAdded,
      ])
      await addSenderNodes(tx, senderId, [...nodeIds])
    },
  }
}

const INSERT_SENDER_NODES = `
  INSERT INTO sender_node (sender_id, node_id) SELECT $1, node_id FROM unnest($2::int[]) AS item(node_id)
  ON CONFLICT DO NOTHING`

const addSenderNodes = (tx: Tx, senderId: number, nodeIds: readonly number[]): Promise<number> =>
  execute(tx, INSERT_SENDER_NODES, [senderId, nodeIds])
