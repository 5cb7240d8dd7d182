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
export async function readNodesByIdOrName(
  reader: Reader,
  texts: readonly string[],
): Promise<(NodeRow | null)[]> {
  const ids = texts.flatMap((text) => idIn(text) ?? [])
  const nodes = await query<NodeRow>(
    reader,
    `${NODES} WHERE id = ANY($1::int[]) OR name = ANY($2) OR instance = ANY($2) ORDER BY first_seen_ms, id`,
    [ids, texts],
  )
  const byId = new Map(nodes.map((node) => [node.id, node]))
  // Of equal keys the last stays, so the first seen comes last.
  const reversed = nodes.toReversed()
  const byName = new Map(reversed.map((node) => [node.name, node]))
  const byInstance = new Map(reversed.map((node) => [node.instance, node]))
  return texts.map((text) => byId.get(idIn(text) ?? -1) ?? byName.get(text) ?? byInstance.get(text) ?? null)
}

const idIn = (text: string): number | null => (WHOLE_NUMBER.test(text) ? Number(text) : null)

export const readNodeByIdOrName = async (reader: Reader, text: string): Promise<NodeRow | null> =>
  (await readNodesByIdOrName(reader, [text]))[0] ?? null
