import type { Labels, NodeIdentity } from '@/lib/core/series'
import { LOCK_REGISTER } from './advisory-locks'
import type { Store } from './db'
import { learnNodeAttributes } from './learn-node-attributes'
import type { Reader, Tx } from './reader'
import { createNodes, identityKey, readNodeIds } from './register-nodes'
import type { NodeIds } from './register-nodes'
import { openSenderBudget, readUsedSeries, type Caps } from './sender-budget'
import type { SenderBudget } from './sender-budget'
import { inTransaction, query } from './sql'

export interface NewSeries {
  /** First 16 bytes of the SHA-256 of cluster, instance, name and sorted labels. */
  hash: Uint8Array
  node: NodeIdentity
  name: string
  labels: Labels
}

export type CapRefusal = 'series_cap' | 'node_cap'

export type Registration =
  { ok: true; seriesId: number; groupId: number; nodeId: number } | { ok: false; reason: CapRefusal }

/** Small, because a batch is put together in one go. */
const BATCH_SIZE = 2000

/** Answers are index-parallel to the items. Safe to repeat, and to run in several processes at once. */
export async function registerSeries(
  store: Store,
  senderId: number,
  items: readonly NewSeries[],
  caps: Caps,
  nowMs: number,
): Promise<Registration[]> {
  const registrations: Registration[] = []
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    const batch = items.slice(start, start + BATCH_SIZE)
    const known = await readRegistered(store, batch)
    const missing = firstOfEach(batch.filter((item) => !known.has(hashKey(item))))
    const added = await register(store, senderId, missing, caps, nowMs)
    for (const item of batch) registrations.push(registrationOf(item, known, added))
  }
  return registrations
}

/** What a full cap refuses waits for no lock and makes nobody else wait. */
async function register(
  store: Store,
  senderId: number,
  missing: readonly NewSeries[],
  caps: Caps,
  nowMs: number,
): Promise<Map<string, Registration>> {
  if (missing.length === 0) return new Map()
  if ((await readUsedSeries(store, senderId)) >= caps.seriesCap)
    return new Map(missing.map((item) => [hashKey(item), { ok: false, reason: 'series_cap' }]))
  return inTransaction(store, (tx) => registerMissing(tx, senderId, missing, caps, nowMs))
}

function registrationOf(item: NewSeries, ...sources: ReadonlyMap<string, Registration>[]): Registration {
  for (const source of sources) {
    const registration = source.get(hashKey(item))
    if (registration) return registration
  }
  throw new Error('a series was neither registered nor refused')
}

const hashKey = ({ hash }: { hash: Uint8Array }): string => Buffer.from(hash).toString('latin1')

const firstOfEach = (items: readonly NewSeries[]): NewSeries[] => [
  ...new Map(items.map((item) => [hashKey(item), item])).values(),
]

interface SeriesRow {
  hash: Buffer
  id: number
  group_id: number
  node_id: number
}

const toRegistration = (row: SeriesRow): Registration => ({
  ok: true,
  seriesId: row.id,
  groupId: row.group_id,
  nodeId: row.node_id,
})

async function readRegistered(
  reader: Reader,
  items: readonly NewSeries[],
): Promise<Map<string, Registration>> {
  const rows = await query<SeriesRow>(
    reader,
    'SELECT hash, id, group_id, node_id FROM series WHERE hash = ANY($1)',
    [items.map((item) => Buffer.from(item.hash))],
  )
  return new Map(rows.map((row) => [hashKey(row), toRegistration(row)]))
}

/** One registration at a time, so that slots are dense, caps exact and nothing is made twice. */
async function registerMissing(
  tx: Tx,
  senderId: number,
  items: readonly NewSeries[],
  caps: Caps,
  nowMs: number,
): Promise<Map<string, Registration>> {
  await query(tx, 'SELECT pg_advisory_xact_lock($1, 0)', [LOCK_REGISTER])
  const registrations = await readRegistered(tx, items)
  const missing = items.filter((item) => !registrations.has(hashKey(item)))
  const nodes = await readNodeIds(
    tx,
    missing.map((item) => item.node),
  )
  const budget = await openSenderBudget(tx, senderId, caps)
  const admitted: NewSeries[] = []
  for (const item of missing) {
    const refusal = admit(budget, item, nodes)
    if (refusal) registrations.set(hashKey(item), { ok: false, reason: refusal })
    else admitted.push(item)
  }
  await createNodes(
    tx,
    nodes,
    admitted.map((item) => item.node),
    nowMs,
  )
  const placed = admitted.map((item) => ({ ...item, ids: placeOf(nodes, item.node) }))
  for (const row of await insertSeries(tx, senderId, placed, nowMs))
    registrations.set(hashKey(row), toRegistration(row))
  await learnNodeAttributes(
    tx,
    placed.map(({ ids, name, labels }) => ({ nodeId: ids.nodeId, name, labels })),
    nowMs,
  )
  await budget.close(new Set(placed.map(({ ids }) => ids.nodeId)), placed.length)
  return registrations
}

function admit(
  budget: SenderBudget,
  item: NewSeries,
  nodes: ReadonlyMap<string, NodeIds>,
): CapRefusal | null {
  const key = identityKey(item.node)
  if (!budget.mayAddSeries()) return 'series_cap'
  if (!budget.mayUseNode(key, nodes.get(key)?.nodeId)) return 'node_cap'
  budget.countSeries()
  return null
}

function placeOf(nodes: ReadonlyMap<string, NodeIds>, node: NodeIdentity): NodeIds {
  const ids = nodes.get(identityKey(node))
  if (!ids) throw new Error(`the node ${node.cluster}/${node.instance} was not created`)
  return ids
}

const INSERT_SERIES = `
  INSERT INTO series (hash, node_id, group_id, name, labels, sender_id, created_ms)
  SELECT item.hash, item.node_id, item.group_id, item.name, item.labels, $6, $7
  FROM unnest($1::bytea[], $2::int[], $3::int[], $4::text[], $5::jsonb[])
    AS item(hash, node_id, group_id, name, labels)
  RETURNING hash, id, group_id, node_id`

const insertSeries = (
  tx: Tx,
  senderId: number,
  placed: readonly (NewSeries & { ids: NodeIds })[],
  nowMs: number,
): Promise<SeriesRow[]> =>
  query<SeriesRow>(tx, INSERT_SERIES, [
    placed.map((item) => Buffer.from(item.hash)),
    placed.map((item) => item.ids.nodeId),
    placed.map((item) => item.ids.groupId),
    placed.map((item) => item.name),
    placed.map((item) => JSON.stringify(item.labels)),
    senderId,
    nowMs,
  ])
