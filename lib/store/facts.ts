import type { Store } from './db'
import { planFacts } from './plan-facts'
import type { FactObservation } from './plan-facts'
import type { Reader, Tx } from './reader'
import { execute, inTransaction, query } from './sql'

export type { FactObservation } from './plan-facts'

/** Keeps what changes a fact; an observation that repeats the value in force changes nothing. */
export async function appendFacts(store: Store, observations: readonly FactObservation[]): Promise<void> {
  if (observations.length > 0) await inTransaction(store, (tx) => writeFacts(tx, observations))
}

const DELETE_FACTS = `
  DELETE FROM fact USING unnest($1::int[], $2::text[], $3::text[], $4::bigint[]) AS item(node_id, name, device, at)
  WHERE fact.node_id = item.node_id AND fact.name = item.name AND fact.device = item.device
    AND fact.observed_ms = item.at`

const INSERT_FACTS = `
  INSERT INTO fact (node_id, name, device, observed_ms, value)
  SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::bigint[], $5::text[])
  ON CONFLICT (node_id, name, device, observed_ms) DO UPDATE SET value = greatest(fact.value, excluded.value)`

export async function writeFacts(tx: Tx, observations: readonly FactObservation[]): Promise<void> {
  const nodeIds = [...new Set(observations.map((fact) => fact.nodeId))]
  const names = [...new Set(observations.map((fact) => fact.name))]
  const { inserted, deleted } = planFacts(await readFacts(tx, { nodeIds, names }), observations)
  if (deleted.length > 0) await execute(tx, DELETE_FACTS, keyColumns(deleted))
  if (inserted.length === 0) return
  await execute(tx, INSERT_FACTS, [...keyColumns(inserted), inserted.map((fact) => fact.value)])
}

const keyColumns = (facts: readonly FactObservation[]): unknown[] => [
  facts.map((fact) => fact.nodeId),
  facts.map((fact) => fact.name),
  facts.map((fact) => fact.device),
  facts.map((fact) => fact.observedMs),
]

export interface FactQuery {
  nodeIds?: readonly number[]
  names?: readonly string[]
  /** Only what was in force at this time. */
  atMs?: number
}

const FACTS = `
  SELECT node_id AS "nodeId", name, device, observed_ms AS "observedMs", value FROM fact
  WHERE ($1::int[] IS NULL OR node_id = ANY($1)) AND ($2::text[] IS NULL OR name = ANY($2))`

const FACTS_OF_ALL_TIMES = `${FACTS} ORDER BY node_id, name, device, observed_ms`

const FACTS_AT = `
  SELECT DISTINCT ON (fact."nodeId", fact.name, fact.device) fact.* FROM (${FACTS} AND observed_ms <= $3) fact
  ORDER BY fact."nodeId", fact.name, fact.device, fact."observedMs" DESC`

/** Ordered by node, name, device and time; each holds until the next of the same node, name and device. */
export async function readFacts(
  reader: Reader,
  { nodeIds, names, atMs }: FactQuery = {},
): Promise<FactObservation[]> {
  const values = [nodeIds ?? null, names ?? null]
  return atMs === undefined
    ? query<FactObservation>(reader, FACTS_OF_ALL_TIMES, values)
    : query<FactObservation>(reader, FACTS_AT, [...values, atMs])
}
