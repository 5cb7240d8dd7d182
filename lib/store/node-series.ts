import type { Labels } from '@/lib/core/series'
import type { Reader } from './reader'
import { query } from './sql'

export interface SeriesOfGroup {
  id: number
  nodeId: number
  /** The node's slot in its group. */
  slot: number
  name: string
  labels: Labels
}

/** Those of the ids that exist, in order. */
export const readSeriesByIds = (reader: Reader, ids: readonly number[]): Promise<SeriesOfGroup[]> =>
  query<SeriesOfGroup>(
    reader,
    `SELECT series.id, series.node_id AS "nodeId", node.slot, series.name, series.labels
     FROM series JOIN node ON node.id = series.node_id WHERE series.id = ANY($1) ORDER BY series.id`,
    [ids],
  )

/** All series of these nodes, ordered by node and id. */
export const readSeriesOfNodes = (
  reader: Reader,
  nodeIds: readonly number[],
): Promise<Pick<SeriesOfGroup, 'id' | 'nodeId' | 'name' | 'labels'>[]> =>
  query(
    reader,
    `SELECT id, node_id AS "nodeId", name, labels FROM series WHERE node_id = ANY($1) ORDER BY node_id, id`,
    [nodeIds],
  )
