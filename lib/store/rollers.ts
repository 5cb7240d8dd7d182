import { LOCK_ROLLER, LOCK_ROLL_GROUP } from './advisory-locks'
import type { Reader } from './reader'
import { query, queryPlanned } from './sql'

const ROLLERS = `
  SELECT count(*)::int AS rollers FROM pg_locks
  WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objid = 0 AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

/** How many rollers are connected to this database, in whatever process: each holds one lock that all may share. */
export async function readRollerCount(reader: Reader): Promise<number> {
  const [row] = await query<{ rollers: number }>(reader, ROLLERS, [LOCK_ROLLER])
  return row?.rollers ?? 0
}

const GROUPS = {
  name: 'roll_groups',
  text: `
    WITH lock AS MATERIALIZED (
      SELECT classid, objid::bigint, granted FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
    SELECT id AS "groupId", log_seq AS "logSeq",
      (SELECT count(*)::int FROM lock WHERE classid = $1::bigint::oid AND objid = 0) AS rollers,
      id IN (SELECT objid FROM lock WHERE classid = $2::bigint::oid AND NOT granted) AS "isWanted"
    FROM node_group ORDER BY id`,
}

export interface GroupLog {
  groupId: number
  /** Number of the newest log entry. */
  logSeq: number
}

interface RollGroupRow extends GroupLog {
  rollers: number
  /** Whether somebody waits for it: rollers themselves never do. */
  isWanted: boolean
}

/** All that a roller looks at before each pass, in one trip. */
export const readRollGroups = (reader: Reader): Promise<RollGroupRow[]> =>
  queryPlanned<RollGroupRow>(reader, GROUPS, [LOCK_ROLLER, LOCK_ROLL_GROUP])
