import { DAY_MS } from '@/lib/core/times'
import { copyRows } from './copy-rows'
import { readAllSeen, seenOf } from './node-seen'
import type { Reader } from './reader'
import { query } from './sql'

/** What stands for a series in the log, by the hash of its labels. */
export interface SeriesKey {
  hash: Uint8Array
  seriesId: number
  groupId: number
  nodeId: number
}

const HASH_BYTES = 16
const KEY_BYTES = HASH_BYTES + 12
const NODES_PER_READ = 100

/**
 * The series of nodes heard within a day, a hundred nodes at a time, those made last first. They never change, so
 * what is read here is never wrong, at most incomplete.
 */
export async function* readSeriesKeys(reader: Reader, nowMs: number): AsyncGenerator<SeriesKey[]> {
  const nodeIds = await readNodesOfLate(reader, nowMs)
  for (let from = 0; from < nodeIds.length; from += NODES_PER_READ) {
    const rows = await copyRows(reader, packedKeys(nodeIds.slice(from, from + NODES_PER_READ)))
    yield rows.flatMap(([packed]) => (packed ? unpack(packed) : []))
  }
}

/** A node that the roller has not met yet counts as heard. */
async function readNodesOfLate(reader: Reader, nowMs: number): Promise<number[]> {
  const seen = await readAllSeen(reader)
  const nodes = await query<{ id: number; groupId: number; slot: number }>(
    reader,
    'SELECT id, group_id AS "groupId", slot FROM node ORDER BY id DESC',
  )
  const isOfLate = (node: { groupId: number; slot: number }) =>
    (seenOf(seen, node)?.lastSampleMs ?? Infinity) > nowMs - DAY_MS
  return nodes.filter(isOfLate).map(({ id }) => id)
}

/** One field a node holds all its series: a row each would cost Node as much as registering them. */
const packedKeys = (nodeIds: readonly number[]): string => `
  SELECT string_agg(hash || int4send(id) || int4send(group_id) || int4send(node_id), ''::bytea)
  FROM series WHERE node_id IN (${nodeIds.map(Number).join(', ')}) GROUP BY node_id`

function unpack(packed: Buffer): SeriesKey[] {
  const keys: SeriesKey[] = []
  for (let at = 0; at < packed.length; at += KEY_BYTES) {
    const ids = at + HASH_BYTES
    keys.push({
      hash: packed.subarray(at, ids),
      seriesId: packed.readInt32BE(ids),
      groupId: packed.readInt32BE(ids + 4),
      nodeId: packed.readInt32BE(ids + 8),
    })
  }
  return keys
}
