import type { Labels, NodeIdentity } from '@/lib/core/series'
import type { Reader } from './reader'
import { query } from './sql'

export interface NodeRow extends NodeIdentity {
  id: number
  groupId: number
  slot: number
  name: string
  kind: 'host' | 'service'
  labels: Labels
  firstSeenMs: number
}

export interface NodeQuery {
  kind?: NodeRow['kind']
  groupIds?: readonly number[]
}

const NODES = `
  SELECT id, group_id AS "groupId", slot, cluster, instance, name, kind, labels, first_seen_ms AS "firstSeenMs"
  FROM node`

/** Ordered by group and slot. */
export const readNodes = (reader: Reader, { kind, groupIds }: NodeQuery = {}): Promise<NodeRow[]> =>
  query<NodeRow>(
    reader,
    `${NODES} WHERE ($1::text IS NULL OR kind = $1) AND ($2::int[] IS NULL OR group_id = ANY($2))
     ORDER BY group_id, slot`,
    [kind ?? null, groupIds ?? null],
  )

const WHOLE_NUMBER = /^\d{1,9}$/

/** By id if the text is one, else by name, else by instance; null if nothing fits. Of several the one first seen. */
export async function readNodeByIdOrName(reader: Reader, idOrName: string): Promise<NodeRow | null> {
  const id = WHOLE_NUMBER.test(idOrName) ? Number(idOrName) : null
  const [node] = await query<NodeRow>(
    reader,
    `${NODES} WHERE id = $1::int OR name = $2 OR instance = $2
     ORDER BY id = $1::int DESC NULLS LAST, name = $2 DESC, first_seen_ms, id LIMIT 1`,
    [id, idOrName],
  )
  return node ?? null
}
