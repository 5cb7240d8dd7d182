import type { Reader, Tx } from './reader'
import { execute, query } from './sql'

export interface RollState {
  position: number
  consumed: number
  sealNumber: number
  asOfMs: number
  sealedUntilMs: number
}

const STATE = `
  SELECT position, consumed, seal_number AS "sealNumber", as_of_ms AS "asOfMs", sealed_until_ms AS "sealedUntilMs"
  FROM roll_state WHERE group_id = $1`

/** Makes the state of a group that was never rolled. */
export async function readRollState(reader: Reader, groupId: number): Promise<RollState> {
  await execute(reader, 'INSERT INTO roll_state (group_id) VALUES ($1) ON CONFLICT DO NOTHING', [groupId])
  const [state] = await query<RollState>(reader, STATE, [groupId])
  if (!state) throw new Error(`the node group ${groupId} has no roll state`)
  return state
}

/** Another roller has sealed the group meanwhile, so this one must read its state again. */
class FencedError extends Error {
  override readonly name = 'FencedError'
}

const ADVANCE = `
  UPDATE roll_state SET position = $3, consumed = $4, read_seq = greatest(read_seq, $4), seal_number = seal_number + 1,
    as_of_ms = $5, sealed_until_ms = $6
  WHERE group_id = $1 AND seal_number = $2`

/** The fence of a seal: it goes through only if nobody sealed since `next.sealNumber` was read. */
export async function advanceRollState(tx: Tx, groupId: number, next: RollState): Promise<void> {
  const values = [groupId, next.sealNumber, next.position, next.consumed, next.asOfMs, next.sealedUntilMs]
  if ((await execute(tx, ADVANCE, values)) !== 1)
    throw new FencedError(`node group ${groupId} was sealed by another roller`)
}

/** The fence of what is not sealed: hot minutes and how far they show the log. */
export async function moveWatermark(
  tx: Tx,
  groupId: number,
  sealNumber: number,
  shown: { asOfMs: number; readSeq: number },
): Promise<void> {
  const moved = await execute(
    tx,
    'UPDATE roll_state SET as_of_ms = $3, read_seq = $4 WHERE group_id = $1 AND seal_number = $2',
    [groupId, sealNumber, shown.asOfMs, shown.readSeq],
  )
  if (moved !== 1) throw new FencedError(`node group ${groupId} was sealed by another roller`)
}

export interface GroupLog {
  groupId: number
  /** Number of the newest log entry. */
  logSeq: number
}

export const readGroupLogs = (reader: Reader): Promise<GroupLog[]> =>
  query<GroupLog>(reader, 'SELECT id AS "groupId", log_seq AS "logSeq" FROM node_group ORDER BY id')
