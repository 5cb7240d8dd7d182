import { LOCK_ROLLER, LOCK_ROLL_GROUP } from './advisory-locks'
import type { Reader } from './reader'
import { query } from './sql'

const ROLLERS = `
  SELECT count(*)::int AS rollers FROM pg_locks
  WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objid = 0 AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

/** How many rollers are connected to this database, in whatever process: each holds one lock that all may share. */
export async function readRollerCount(reader: Reader): Promise<number> {
  const [row] = await query<{ rollers: number }>(reader, ROLLERS, [LOCK_ROLLER])
  return row?.rollers ?? 0
}

const WANTED = `
  SELECT DISTINCT objid::int AS "groupId" FROM pg_locks
  WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objsubid = 2 AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

/** Node groups that somebody waits for: rollers themselves never wait for one. */
export const readWantedGroups = async (reader: Reader): Promise<number[]> =>
  (await query<{ groupId: number }>(reader, WANTED, [LOCK_ROLL_GROUP])).map(({ groupId }) => groupId)
