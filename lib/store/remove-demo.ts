import { DEMO_CLUSTER_PREFIX } from '@/lib/core/demo-cluster'
import { readDemoNodes } from './demo-nodes'
import type { Store } from './db'
import { withGroup } from './group-locks'
import { removeLatencies } from './latency/remove-latencies'
import type { Reader, Tx } from './reader'
import { execute, query } from './sql'

/** Demonstration nodes have groups of their own, so what hangs on such a group is theirs alone. */
const DEMO_GROUPS = `
  SELECT DISTINCT group_id AS "groupId" FROM node WHERE starts_with(cluster, $1) ORDER BY 1`

/**
 * What was in the log counts as done, because it is about to go. Whatever a roller or a reader remembers of the group is
 * of another seal.
 */
const LEAVE_LOG = `
  UPDATE roll_state SET position = log_seq, consumed = log_seq, read_seq = log_seq, as_of_ms = greatest(as_of_ms, $2),
    seal_number = seal_number + 1
  FROM node_group WHERE node_group.id = group_id AND group_id = $1 RETURNING position`

/** What comes meanwhile waits for its roller; without it, the group is as new as others. */
const COUNT_SEAL = `
  UPDATE roll_state SET seal_number = seal_number + 1,
    as_of_ms = CASE WHEN read_seq = log_seq THEN greatest(as_of_ms, $2) ELSE as_of_ms END
  FROM node_group WHERE node_group.id = group_id AND group_id = $1`

/** Without these, no page shows a node of the group or what was found of it; in the order of a seal. */
const SHOWING_TABLES = ['node_seen', 'onset_progress', 'hot'] as const

/** Identities stay, because processes that take samples remember their ids for good. */
const KEPT_TABLES = ['node', 'node_group', 'series', 'directory', 'roll_state', 'sender_node']

/** Every table that hangs on groups or nodes, those that are yet to be thought of among them; partitions for their tables. */
const TABLES = `
  SELECT leaf.relname AS name, attname AS column FROM pg_attribute JOIN pg_class leaf ON leaf.oid = attrelid
  WHERE attname IN ('group_id', 'node_id') AND leaf.relkind = 'r'
    AND leaf.relnamespace = current_schema()::regnamespace AND leaf.relname <> ALL($1) ORDER BY 1, 2`

interface HangingTable {
  name: string
  column: 'group_id' | 'node_id'
}

/** A row may hold an hour of a metric of 512 nodes. */
const ROWS_AT_ONCE = 200

const DEMO_NODES = 'SELECT id FROM node WHERE group_id = $1'
const EVENTS_AT_ONCE = 5000
const DELETE_EVENTS = `
  DELETE FROM event WHERE id IN (SELECT id FROM event WHERE starts_with(cluster, $1) ORDER BY id LIMIT ${EVENTS_AT_ONCE})`

const PROFILES_AT_ONCE = 100
const DELETE_PROFILES = `
  DELETE FROM profile WHERE id IN (SELECT id FROM profile WHERE starts_with(cluster, $1) ORDER BY id LIMIT ${PROFILES_AT_ONCE})`

const DELETE_INCIDENTS = 'DELETE FROM incident WHERE starts_with(cluster, $1)'

/**
 * Removes all that was sent of demonstration fleets, and answers how many nodes had any of it. Step by step: nobody waits for
 * more than a few rows, and what is left when it is cut off goes the next time.
 */
export const removeDemo = async (store: Store): Promise<number> => {
  const { nodes } = await readDemoNodes(store)
  while ((await execute(store, DELETE_EVENTS, [DEMO_CLUSTER_PREFIX])) > 0);
  while ((await execute(store, DELETE_PROFILES, [DEMO_CLUSTER_PREFIX])) > 0);
  await execute(store, DELETE_INCIDENTS, [DEMO_CLUSTER_PREFIX])
  for (const groupId of await readDemoGroups(store))
    await withGroup(store, groupId, (session) => emptyGroup(session, groupId))
  await removeLatencies(store, DEMO_CLUSTER_PREFIX)
  return nodes
}

const readDemoGroups = async (reader: Reader): Promise<number[]> =>
  (await query<{ groupId: number }>(reader, DEMO_GROUPS, [DEMO_CLUSTER_PREFIX])).map(({ groupId }) => groupId)

/** In the place of its roller, as which nobody else writes what is rolled of the group. */
const emptyGroup = async (session: Tx, groupId: number): Promise<void> => {
  const position = await hideGroup(session, groupId)
  for (const table of await query<HangingTable>(session, TABLES, [[...KEPT_TABLES, ...SHOWING_TABLES]]))
    await emptyTable(session, groupId, table, position)
}

/** Answers up to where the log is left; what was sent later is not removed. */
const hideGroup = (session: Tx, groupId: number): Promise<number> =>
  inOneGo(session, async () => {
    const nowMs = Date.now()
    for (const table of SHOWING_TABLES)
      await execute(session, `DELETE FROM ${table} WHERE group_id = $1`, [groupId])
    const [left] = await query<{ position: number }>(session, LEAVE_LOG, [groupId, nowMs])
    return left?.position ?? Number.MAX_SAFE_INTEGER
  })

const emptyTable = async (
  session: Tx,
  groupId: number,
  { name, column }: HangingTable,
  position: number,
): Promise<void> => {
  const owner = column === 'group_id' ? 'group_id = $1' : `node_id IN (${DEMO_NODES})`
  const isLog = name.startsWith('ingest_log')
  const rows = isLog ? `${owner} AND seq <= $2` : owner
  const values = isLog ? [groupId, position] : [groupId]
  const statement = `
    DELETE FROM "${name}" WHERE ctid = ANY(ARRAY(SELECT ctid FROM "${name}" WHERE ${rows} LIMIT ${ROWS_AT_ONCE}))`
  for (let deleted = 1; deleted > 0;)
    deleted = await inOneGo(session, async () => {
      const nowMs = Date.now()
      if (!(await isThere(session, name))) return 0
      const count = await execute(session, statement, values)
      if (count > 0) await execute(session, COUNT_SEAL, [groupId, nowMs])
      return count
    })
}

/** A partition may be dropped by retention before its turn comes. */
const isThere = async (session: Tx, name: string): Promise<boolean> =>
  (await query(session, 'SELECT 1 FROM pg_class WHERE oid = to_regclass($1)', [`"${name}"`])).length > 0

const inOneGo = async <Result>(session: Tx, work: () => Promise<Result>): Promise<Result> => {
  await execute(session, 'BEGIN')
  const result = await work()
  await execute(session, 'COMMIT')
  return result
}
