import { DEMO_CLUSTER_PREFIX } from '@/lib/core/demo-cluster'
import type { Store } from './db'
import type { Reader, Tx } from './reader'
import { execute, inTransaction, query } from './sql'

interface GroupRow {
  groupId: number
}

/** Demonstration nodes have groups of their own, so what hangs on such a group is theirs alone. */
const DEMO_GROUPS = `
  SELECT DISTINCT group_id AS "groupId" FROM node WHERE starts_with(cluster, $1) ORDER BY 1`

const readDemoGroups = async (reader: Reader): Promise<number[]> =>
  (await query<GroupRow>(reader, DEMO_GROUPS, [DEMO_CLUSTER_PREFIX])).map(({ groupId }) => groupId)

/**
 * Whoever rolls such a group loses the fence and reads its state anew, and what readers keep of it is of an old version.
 * What was in the log counts as done, because it is about to go.
 */
const FENCE = `
  UPDATE roll_state SET seal_number = seal_number + 1, position = log_seq, consumed = log_seq, read_seq = log_seq
  FROM node_group WHERE node_group.id = roll_state.group_id AND group_id = ANY($1)`

/** Identities stay, because processes that take samples remember their ids for good. */
const KEPT_TABLES = ['node', 'node_group', 'series', 'directory', 'roll_state']

const TABLES_WITH = `
  SELECT relname AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
  WHERE attname = $1 AND relkind IN ('r', 'p') AND NOT relispartition
    AND relnamespace = current_schema()::regnamespace AND relname <> ALL($2)`

/** Every table that hangs on groups or nodes, those that are yet to be thought of among them. */
const readTablesWith = async (tx: Tx, column: 'group_id' | 'node_id'): Promise<string[]> =>
  (await query<{ name: string }>(tx, TABLES_WITH, [column, KEPT_TABLES])).map(({ name }) => name)

const DEMO_NODES = 'SELECT id FROM node WHERE group_id = ANY($1)'

/** Removes all that was sent of demonstration fleets, or nothing; answers how many nodes had any of it. */
export const removeDemo = (store: Store): Promise<number> =>
  inTransaction(store, async (tx) => {
    const groupIds = await readDemoGroups(tx)
    if (groupIds.length > 0) await removeGroups(tx, groupIds)
    await execute(tx, 'DELETE FROM event WHERE starts_with(cluster, $1)', [DEMO_CLUSTER_PREFIX])
    const [count] = await query<{ nodes: number }>(
      tx,
      'SELECT count(*)::int AS nodes FROM node WHERE group_id = ANY($1)',
      [groupIds],
    )
    return count?.nodes ?? 0
  })

const removeGroups = async (tx: Tx, groupIds: readonly number[]): Promise<void> => {
  await execute(tx, FENCE, [groupIds])
  const ofNodes = await readTablesWith(tx, 'node_id')
  const ofGroups = await readTablesWith(tx, 'group_id')
  for (const table of ofGroups)
    await execute(tx, `DELETE FROM "${table}" WHERE group_id = ANY($1)`, [groupIds])
  for (const table of ofNodes)
    if (!ofGroups.includes(table))
      await execute(tx, `DELETE FROM "${table}" WHERE node_id IN (${DEMO_NODES})`, [groupIds])
}
