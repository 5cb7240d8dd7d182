import { PARTITION_BOUNDS } from './partitions'
import type { Reader } from './reader'
import { query, queryLast } from './sql'

/** How far a node group is, and which versions of its blocks there are. */
export interface GroupState {
  groupId: number
  asOfMs: number | null
  sealedUntilMs: number | null
  waitingEntries: number
  /** Changes with every row of `roll_1m` and `roll_5m`: seals, late data, joins, and dropped partitions. */
  sealedVersion: string
  /** Changes with every hot minute. */
  hotVersion: string
}

export interface StoreState {
  groups: ReadonlyMap<number, GroupState>
  /** Changes with every node that is registered or learns an attribute. */
  nodesVersion: string
  /** The first time of which minutes may be kept; null where there are none. */
  minutesFromMs: number | null
}

/** The number of a transaction only grows, so rows of equal count and sum of them are the same rows. */
const versionOf = (from: string): string =>
  `(SELECT concat_ws('/', count(*), sum(xmin::text::bigint)) FROM ${from})`

/**
 * A partition is dropped without a seal, so the versions name those there are. A crash of the database empties the hot
 * minutes, which their number shows.
 */
const STATE = `
  SELECT node_group.id AS "groupId", nullif(state.as_of_ms, 0) AS "asOfMs",
    nullif(state.sealed_until_ms, 0) AS "sealedUntilMs",
    node_group.log_seq - coalesce(state.read_seq, 0) AS "waitingEntries",
    coalesce(state.seal_number, 0) AS "sealNumber", coalesce(state.read_seq, 0) AS "readSeq",
    (SELECT count(*) FROM hot WHERE hot.group_id = node_group.id) AS "hotMinutes",
    (SELECT concat_ws('/', count(*), sum(inhrelid::bigint)) FROM pg_inherits
     WHERE inhparent IN ('roll_1m'::regclass, 'roll_5m'::regclass)) AS "partitions",
    (SELECT min((${PARTITION_BOUNDS})[1]) FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
     WHERE inhparent = 'roll_1m'::regclass) AS "minutesFromMs",
    ${versionOf('node')} AS "nodes"
  FROM node_group LEFT JOIN roll_state state ON state.group_id = node_group.id ORDER BY 1`

interface StateRow {
  groupId: number
  asOfMs: number | null
  sealedUntilMs: number | null
  waitingEntries: number
  sealNumber: number
  readSeq: number
  hotMinutes: number
  partitions: string
  minutesFromMs: number | null
  nodes: string
}

/** `begin` opens the transaction of a snapshot in the same trip. */
export async function readStoreState(reader: Reader, begin: string | null = null): Promise<StoreState> {
  const statements = begin === null ? STATE : `${begin}; ${STATE}`
  const rows = await queryLast<StateRow>(reader, statements)
  const groups = rows.map(({ groupId, asOfMs, sealedUntilMs, waitingEntries, ...row }): GroupState => {
    const sealedVersion = `${row.sealNumber} ${row.partitions}`
    const hotVersion = `${row.sealNumber} ${row.readSeq} ${asOfMs ?? 0} ${row.hotMinutes}`
    return { groupId, asOfMs, sealedUntilMs, waitingEntries, sealedVersion, hotVersion }
  })
  return {
    groups: new Map(groups.map((group) => [group.groupId, group])),
    nodesVersion: rows[0]?.nodes ?? '',
    minutesFromMs: rows[0]?.minutesFromMs ?? null,
  }
}

/** Changes with anything that sealed blocks and nodes show. */
export const sealedVersion = ({ groups, nodesVersion }: StoreState): string =>
  [...groups.values()].reduce(
    (version, group) => `${version};${group.groupId} ${group.sealedVersion}`,
    nodesVersion,
  )

/** Changes with anything that blocks and nodes show. */
export const wholeVersion = (state: StoreState): string =>
  [...state.groups.values()].reduce(
    (version, { hotVersion }) => `${version};${hotVersion}`,
    sealedVersion(state),
  )

/** Changes with every fact, of all nodes or of one. */
export async function readFactsVersion(reader: Reader, nodeId: number | null = null): Promise<string> {
  const facts = 'fact WHERE $1::int IS NULL OR node_id = $1'
  const [row] = await query<{ version: string }>(reader, `SELECT ${versionOf(facts)} AS version`, [nodeId])
  return row?.version ?? ''
}

export interface RollProgress {
  groups: number
  /** The oldest watermark of all groups; null before the first roll. */
  asOfMs: number | null
  sealedUntilMs: number | null
  /** Acknowledged log entries that the roller has not read yet. */
  waitingEntries: number
}

const oldest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

export const progressOf = ({ groups }: StoreState): RollProgress => {
  const all = [...groups.values()]
  return {
    groups: all.length,
    asOfMs: oldest(all.map(({ asOfMs }) => asOfMs)),
    sealedUntilMs: oldest(all.map(({ sealedUntilMs }) => sealedUntilMs)),
    waitingEntries: all.reduce((sum, { waitingEntries }) => sum + waitingEntries, 0),
  }
}

export const readRollProgress = async (reader: Reader): Promise<RollProgress> =>
  progressOf(await readStoreState(reader))
