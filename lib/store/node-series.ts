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

export interface SeriesOfNode {
  id: number
  name: string
  labels: Labels
}

export const readNodeSeries = (reader: Reader, nodeId: number): Promise<SeriesOfNode[]> =>
  query<SeriesOfNode>(reader, 'SELECT id, name, labels FROM series WHERE node_id = $1 ORDER BY id', [nodeId])
