import type { Store } from './db'
import type { Tx } from './reader'
import { execute, query } from './sql'

export interface RollState {
  position: number
  consumed: number
  sealNumber: number
  asOfMs: number
  sealedUntilMs: number
}

const TAKE = `
  INSERT INTO roll_state (group_id) VALUES ($1)
  ON CONFLICT (group_id) DO UPDATE SET seal_number = roll_state.seal_number + 1
  RETURNING position, consumed, seal_number AS "sealNumber", as_of_ms AS "asOfMs", sealed_until_ms AS "sealedUntilMs"`

/** Whoever had the group before can write nothing any more, even if it does not know yet that it lost the lock. */
export async function takeRollState(store: Store, groupId: number): Promise<RollState> {
  const [state] = await query<RollState>(store, TAKE, [groupId])
  if (!state) throw new Error(`the node group ${groupId} has no roll state`)
  return state
}

/** Another roller has sealed or taken the group meanwhile, so this one must read its state again. */
class FencedError extends Error {
  override readonly name = 'FencedError'
}

const ADVANCE = `
  UPDATE roll_state SET position = $3, consumed = $4, read_seq = greatest(read_seq, $4), seal_number = seal_number + 1,
    as_of_ms = $5, sealed_until_ms = $6
  WHERE group_id = $1 AND seal_number = $2`

export const fencedError = (groupId: number): Error =>
  new FencedError(`node group ${groupId} was taken or sealed by another roller`)

/** The fence of a seal: it goes through only if nobody sealed or took the group since `next.sealNumber` was read. */
export async function advanceRollState(tx: Tx, groupId: number, next: RollState): Promise<void> {
  const values = [groupId, next.sealNumber, next.position, next.consumed, next.asOfMs, next.sealedUntilMs]
  if ((await execute(tx, ADVANCE, values)) !== 1) throw fencedError(groupId)
}

/** The fence of joining, which writes rows anew and leaves alone how far the group is rolled and shown. */
export async function advanceSealNumber(tx: Tx, groupId: number, sealNumber: number): Promise<void> {
  const next = 'UPDATE roll_state SET seal_number = seal_number + 1 WHERE group_id = $1 AND seal_number = $2'
  if ((await execute(tx, next, [groupId, sealNumber])) !== 1) throw fencedError(groupId)
}

/** The fence of what is not sealed: group, number of its last seal, watermark, and how far the log is read. */
export const MOVE_WATERMARK = `
  UPDATE roll_state SET as_of_ms = $3, read_seq = $4 WHERE group_id = $1 AND seal_number = $2 RETURNING group_id`
