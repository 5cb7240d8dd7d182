import type { Reader, Tx } from './reader'
import { NODES_PER_GROUP } from './register-nodes'
import { execute, query } from './sql'

export interface NodeSeen {
  lastSampleMs: number
  intervalMs: number | null
}

/** Arrays by node slot; NaN is not known. */
export interface GroupSeen {
  lastSampleMs: Float64Array
  intervalMs: Float64Array
}

const createGroupSeen = (): GroupSeen => ({
  lastSampleMs: new Float64Array(NODES_PER_GROUP).fill(NaN),
  intervalMs: new Float64Array(NODES_PER_GROUP).fill(NaN),
})

interface SeenRow {
  group_id: number
  last_sample_ms: Buffer
  interval_ms: Buffer
}

const floatsOf = (bytes: Buffer): Float64Array => {
  const floats = new Float64Array(NODES_PER_GROUP).fill(NaN)
  new Uint8Array(floats.buffer).set(bytes.subarray(0, floats.byteLength))
  return floats
}

const bytesOf = (floats: Float64Array): Buffer =>
  Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength)

export async function readGroupSeen(reader: Reader, groupId: number): Promise<GroupSeen> {
  const [row] = await query<SeenRow>(reader, 'SELECT * FROM node_seen WHERE group_id = $1', [groupId])
  if (!row) return createGroupSeen()
  return { lastSampleMs: floatsOf(row.last_sample_ms), intervalMs: floatsOf(row.interval_ms) }
}

export const writeGroupSeen = (tx: Tx, groupId: number, seen: GroupSeen): Promise<number> =>
  execute(
    tx,
    `INSERT INTO node_seen (group_id, last_sample_ms, interval_ms) VALUES ($1, $2, $3)
     ON CONFLICT (group_id) DO UPDATE
     SET last_sample_ms = excluded.last_sample_ms, interval_ms = excluded.interval_ms`,
    [groupId, bytesOf(seen.lastSampleMs), bytesOf(seen.intervalMs)],
  )

/** By node id; a node without a sample is absent. */
export async function readNodeSeen(reader: Reader): Promise<Map<number, NodeSeen>> {
  const groups = new Map<number, GroupSeen>()
  for (const row of await query<SeenRow>(reader, 'SELECT * FROM node_seen'))
    groups.set(row.group_id, {
      lastSampleMs: floatsOf(row.last_sample_ms),
      intervalMs: floatsOf(row.interval_ms),
    })
  const nodes = await query<{ id: number; group_id: number; slot: number }>(
    reader,
    'SELECT id, group_id, slot FROM node',
  )
  const seen = new Map<number, NodeSeen>()
  for (const { id, group_id: groupId, slot } of nodes) {
    const lastSampleMs = groups.get(groupId)?.lastSampleMs[slot] ?? NaN
    const intervalMs = groups.get(groupId)?.intervalMs[slot] ?? NaN
    if (!Number.isNaN(lastSampleMs))
      seen.set(id, { lastSampleMs, intervalMs: Number.isNaN(intervalMs) ? null : intervalMs })
  }
  return seen
}
