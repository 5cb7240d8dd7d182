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
  return toGroupSeen(row)
}

export const writeGroupSeen = (tx: Tx, groupId: number, seen: GroupSeen): Promise<number> =>
  execute(
    tx,
    `INSERT INTO node_seen (group_id, last_sample_ms, interval_ms) VALUES ($1, $2, $3)
     ON CONFLICT (group_id) DO UPDATE
     SET last_sample_ms = excluded.last_sample_ms, interval_ms = excluded.interval_ms`,
    [groupId, bytesOf(seen.lastSampleMs), bytesOf(seen.intervalMs)],
  )

const toGroupSeen = (row: SeenRow): GroupSeen => ({
  lastSampleMs: floatsOf(row.last_sample_ms),
  intervalMs: floatsOf(row.interval_ms),
})

/** By group. */
export async function readAllSeen(reader: Reader): Promise<Map<number, GroupSeen>> {
  const rows = await query<SeenRow>(reader, 'SELECT * FROM node_seen')
  return new Map(rows.map((row) => [row.group_id, toGroupSeen(row)]))
}

/** Of the groups that a statement answers. */
export const readSeenOf = async (reader: Reader, groups: string, values: unknown[]): Promise<GroupSeen[]> =>
  (await query<SeenRow>(reader, `SELECT * FROM node_seen WHERE group_id IN (${groups})`, values)).map(
    toGroupSeen,
  )

const numberAt = (values: Float64Array | undefined, slot: number): number | null => {
  const value = values?.[slot] ?? NaN
  return Number.isNaN(value) ? null : value
}

/** Null where the node has no sample yet. */
export function seenOf(
  groups: ReadonlyMap<number, GroupSeen>,
  { groupId, slot }: { groupId: number; slot: number },
): NodeSeen | null {
  const lastSampleMs = numberAt(groups.get(groupId)?.lastSampleMs, slot)
  const intervalMs = numberAt(groups.get(groupId)?.intervalMs, slot)
  return lastSampleMs === null ? null : { lastSampleMs, intervalMs }
}
