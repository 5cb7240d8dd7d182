import { DEMO_CLUSTER_PREFIX, isDemoCluster } from '@/lib/core/demo-cluster'
import type { NodeIdentity } from '@/lib/core/series'
import type { Tx } from './reader'
import { execute, query } from './sql'

export const NODES_PER_GROUP = 512

export interface NodeIds {
  nodeId: number
  groupId: number
}

export const identityKey = ({ cluster, instance }: NodeIdentity): string =>
  JSON.stringify([cluster, instance])

const uniqueIdentities = (nodes: readonly NodeIdentity[]): NodeIdentity[] => [
  ...new Map(nodes.map((node) => [identityKey(node), node])).values(),
]

interface NodeIdRow {
  id: number
  group_id: number
  cluster: string
  instance: string
}

const NODES_BY_IDENTITY = `
  SELECT node.id, node.group_id, node.cluster, node.instance
  FROM unnest($1::text[], $2::text[]) AS wanted(cluster, instance)
  JOIN node ON node.cluster = wanted.cluster AND node.instance = wanted.instance`

export async function readNodeIds(tx: Tx, nodes: readonly NodeIdentity[]): Promise<Map<string, NodeIds>> {
  const wanted = uniqueIdentities(nodes)
  const rows = await query<NodeIdRow>(tx, NODES_BY_IDENTITY, [
    wanted.map((node) => node.cluster),
    wanted.map((node) => node.instance),
  ])
  return new Map(rows.map((row) => [identityKey(row), { nodeId: row.id, groupId: row.group_id }]))
}

const INSERT_NODES = `
  INSERT INTO node (group_id, slot, cluster, instance, name, first_seen_ms)
  SELECT item.group_id, item.slot, item.cluster, item.instance, item.instance, $5
  FROM unnest($1::int[], $2::int[], $3::text[], $4::text[]) AS item(group_id, slot, cluster, instance)
  RETURNING id, group_id, cluster, instance`

/** Adds to `known` those nodes that are not in it yet. The caller holds the registration lock. */
export async function createNodes(
  tx: Tx,
  known: Map<string, NodeIds>,
  nodes: readonly NodeIdentity[],
  nowMs: number,
): Promise<void> {
  const missing = uniqueIdentities(nodes).filter((node) => !known.has(identityKey(node)))
  const isDemo = ({ cluster }: NodeIdentity) => isDemoCluster(cluster)
  await createKind(
    tx,
    known,
    missing.filter((node) => !isDemo(node)),
    nowMs,
  )
  await createKind(tx, known, missing.filter(isDemo), nowMs)
}

/** Nodes that are all measured, or all shown only: the two share no group. */
async function createKind(
  tx: Tx,
  known: Map<string, NodeIds>,
  missing: readonly NodeIdentity[],
  nowMs: number,
): Promise<void> {
  const [first] = missing
  if (first === undefined) return
  const places = await takeSlots(tx, missing.length, isDemoCluster(first.cluster))
  const rows = await query<NodeIdRow>(tx, INSERT_NODES, [
    places.map((place) => place.groupId),
    places.map((place) => place.slot),
    missing.map((node) => node.cluster),
    missing.map((node) => node.instance),
    nowMs,
  ])
  for (const row of rows) known.set(identityKey(row), { nodeId: row.id, groupId: row.group_id })
}

interface Place {
  groupId: number
  slot: number
}

async function takeSlots(tx: Tx, count: number, isDemo: boolean): Promise<Place[]> {
  const places: Place[] = []
  while (places.length < count) {
    const group = await groupWithRoom(tx, isDemo)
    const taken = Math.min(count - places.length, NODES_PER_GROUP - group.next_slot)
    for (let i = 0; i < taken; i++) places.push({ groupId: group.id, slot: group.next_slot + i })
    await execute(tx, 'UPDATE node_group SET next_slot = next_slot + $2 WHERE id = $1', [group.id, taken])
  }
  return places
}

interface GroupRow {
  id: number
  next_slot: number
}

const GROUP_WITH_ROOM = `
  SELECT id, next_slot FROM node_group
  WHERE next_slot < $1 AND $2 = EXISTS (
    SELECT 1 FROM node WHERE group_id = node_group.id AND slot = 0 AND starts_with(cluster, $3))
  ORDER BY id LIMIT 1`

/** The first node of a group says which kind it holds. */
async function groupWithRoom(tx: Tx, isDemo: boolean): Promise<GroupRow> {
  const [group] = await query<GroupRow>(tx, GROUP_WITH_ROOM, [NODES_PER_GROUP, isDemo, DEMO_CLUSTER_PREFIX])
  if (group) return group
  const [created] = await query<GroupRow>(tx, 'INSERT INTO node_group DEFAULT VALUES RETURNING id, next_slot')
  if (!created) throw new Error('Postgres made no node group')
  return created
}
