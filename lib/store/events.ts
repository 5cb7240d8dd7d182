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
  store: Store,
  events: readonly NewEvent[],
  receivedMs: number,
): Promise<void> {
  const sorted = events.toSorted((one, other) => Buffer.compare(one.contentHash, other.contentHash))
  for (let start = 0; start < sorted.length; start += INSERTED_AT_ONCE)
    await insertEvents(store, sorted.slice(start, start + INSERTED_AT_ONCE), receivedMs)
}

/** Always in the order of the hashes, so that two senders of the same events do not wait for each other in a circle. */
const insertEvents = (store: Store, events: readonly NewEvent[], receivedMs: number): Promise<number> =>
  execute(store, INSERT_EVENTS, [
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
  limit: number
}

/** As the index has it. */
const SPAN = 'int8range(started_ms, greatest(ended_ms, started_ms + 1))'

const EVENTS = `
  SELECT id, started_ms AS "startMs", ended_ms AS "endMs", cluster, node, source, kind, name, text, attributes,
    count(*) OVER () AS "total"
  FROM event
  WHERE ${SPAN} && int8range($1, $2) AND ($3::text IS NULL OR source = $3) AND ($4::text IS NULL OR kind = $4)
    AND ($5::text[] IS NULL
      OR (node IS NULL AND (cluster = '' OR cluster = ANY($7)))
      OR (cluster, node) IN (SELECT * FROM unnest($5, $6::text[])))
  ORDER BY started_ms DESC, id DESC LIMIT $8`

/** Those that overlap the window, the newest first, and how many there are. */
export async function readEvents(
  reader: Reader,
  { window, of, source, kind, limit }: EventQuery,
): Promise<{ events: EventRow[]; total: number }> {
  const rows = await query<EventRow & { total: number }>(reader, EVENTS, [
    window.fromMs,
    window.toMs,
    source,
    kind,
    of?.nodes.map(({ cluster }) => cluster) ?? null,
    of?.nodes.map(({ node }) => node) ?? null,
    of?.clusters ?? null,
    limit,
  ])
  return { events: rows.map(({ total: _, ...event }) => event), total: rows[0]?.total ?? 0 }
}

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
