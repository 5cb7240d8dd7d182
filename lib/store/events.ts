import type { FleetEvent } from '@/lib/core/event'
import type { Window } from '@/lib/core/series'
import { DAY_MS } from '@/lib/core/times'
import type { Store } from './db'
import type { Reader } from './reader'
import type { RetentionConfig } from './retention'
import { execute, query } from './sql'

export interface NewEvent extends FleetEvent {
  /** Equal for equal events. */
  contentHash: Uint8Array
}

const INSERTED_AT_ONCE = 1000

const INSERT_EVENTS = `
  INSERT INTO event (content_hash, started_ms, ended_ms, cluster, node, source, kind, name, text, attributes, received_ms)
  SELECT item.*, $11
  FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::jsonb[]) AS item
  ON CONFLICT (content_hash) DO NOTHING`

/** An event that is there already changes nothing, so a part that fails may be sent again with those before it. */
export async function appendEvents(
  reader: Reader,
  events: readonly NewEvent[],
  receivedMs: number,
): Promise<void> {
  const sorted = events.toSorted((one, other) => Buffer.compare(one.contentHash, other.contentHash))
  for (let start = 0; start < sorted.length; start += INSERTED_AT_ONCE)
    await insertEvents(reader, sorted.slice(start, start + INSERTED_AT_ONCE), receivedMs)
}

/** Always in the order of the hashes, so that two senders of the same events do not wait for each other in a circle. */
const insertEvents = (reader: Reader, events: readonly NewEvent[], receivedMs: number): Promise<number> =>
  execute(reader, INSERT_EVENTS, [
    events.map((event) => Buffer.from(event.contentHash)),
    events.map((event) => event.startMs),
    events.map((event) => event.endMs),
    events.map((event) => event.cluster),
    events.map((event) => event.node),
    events.map((event) => event.source),
    events.map((event) => event.kind),
    events.map((event) => event.name),
    events.map((event) => event.text),
    events.map((event) => JSON.stringify(event.attributes)),
    receivedMs,
  ])

export interface EventRow extends FleetEvent {
  id: number
}

/** What an event may call a node. */
export interface NodeNames {
  cluster: string
  node: string
}

export interface EventQuery {
  window: Window
  /** Null for all events; else those of these nodes, of these clusters and of the fleet. */
  of: { nodes: readonly NodeNames[]; clusters: readonly string[] } | null
  source: string | null
  kind: string | null
  /** Part of the name, text or an attribute; null for any. */
  text: string | null
  limit: number
}

/** As the index has it. */
const SPAN = 'int8range(started_ms, greatest(ended_ms, started_ms + 1))'

/** Which events a question means, by its first seven values. */
const WANTED = `
  ${SPAN} && int8range($1, $2)
    AND ($3::text[] IS NULL
      OR (node IS NULL AND (cluster = '' OR cluster = ANY($5)))
      OR (cluster, node) IN (SELECT * FROM unnest($3, $4::text[])))
    AND ($6::text IS NULL OR position($6 IN lower(concat_ws(' ', source, kind, name, text, node, attributes::text))) > 0)`

const wantedValues = ({ window, of, text }: Pick<EventQuery, 'window' | 'of' | 'text'>): unknown[] => [
  window.fromMs,
  window.toMs,
  of?.nodes.map(({ cluster }) => cluster) ?? null,
  of?.nodes.map(({ node }) => node) ?? null,
  of?.clusters ?? null,
  text?.toLowerCase() ?? null,
]

const EVENTS = `
  SELECT id, started_ms AS "startMs", ended_ms AS "endMs", cluster, node, source, kind, name, text, attributes,
    count(*) OVER () AS "total"
  FROM event
  WHERE ${WANTED} AND ($7::text IS NULL OR source = $7) AND ($8::text IS NULL OR kind = $8)
  ORDER BY started_ms DESC, id DESC LIMIT $9`

/** Those that overlap the window, the newest first, and how many there are. */
export async function readEvents(
  reader: Reader,
  { source, kind, limit, ...wanted }: EventQuery,
): Promise<{ events: EventRow[]; total: number }> {
  const values = [...wantedValues(wanted), source, kind, limit]
  const rows = await query<EventRow & { total: number }>(reader, EVENTS, values)
  return { events: rows.map(({ total: _, ...event }) => event), total: rows[0]?.total ?? 0 }
}

export interface EventCount {
  source: string
  kind: string
  /** From the start of the window on. */
  step: number
  count: number
}

const COUNTS = `
  SELECT source, kind, ((greatest(started_ms, $1) - $1) / $7)::int AS "step", count(*)::int AS "count"
  FROM event WHERE ${WANTED} GROUP BY 1, 2, 3`

/** How many of each kind begin in each step. */
export const countEvents = (
  reader: Reader,
  { stepMs, ...wanted }: Pick<EventQuery, 'window' | 'of' | 'text'> & { stepMs: number },
): Promise<EventCount[]> => query<EventCount>(reader, COUNTS, [...wantedValues(wanted), stepMs])

/** Whether anybody ever sent an event that is still kept. */
export const hasEvents = async (reader: Reader): Promise<boolean> =>
  (await query<{ id: number }>(reader, 'SELECT id FROM event LIMIT 1')).length > 0

/** Events stay as long as the roll-ups that they explain. */
export const eventsKeptFromMs = (
  { roll5mRetentionDays }: Pick<RetentionConfig, 'roll5mRetentionDays'>,
  nowMs: number,
): number => nowMs - roll5mRetentionDays * DAY_MS

const DELETED_AT_ONCE = 10_000

const DELETE_EVENTS = `
  DELETE FROM event WHERE id IN (SELECT id FROM event WHERE ${SPAN} << int8range($1, NULL) LIMIT ${DELETED_AT_ONCE})`

/**
 * Those that ended before; the rest of many goes in the next runs. The table has no partitions, because the hash of an event
 * must be unique in all of it, and events are few beside samples.
 */
export const deleteOldEvents = (store: Store, keptFromMs: number): Promise<number> =>
  execute(store, DELETE_EVENTS, [keptFromMs])
