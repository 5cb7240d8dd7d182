import type { Window } from '@/lib/core/series'
import type { EventQuery } from './events'
import type { Reader } from './reader'
import { query } from './sql'

export interface EventName {
  source: string
  kind: string
  name: string
  count: number
  /** In how many of the windows. */
  days: number
  nodes: number
}

export interface EventNamesQuery extends Pick<EventQuery, 'of'> {
  windows: readonly Window[]
  limit: number
}

/** Each window by itself goes through the index; an event that spans several of them counts once. */
const EVENT_NAMES = `
  SELECT source, kind, name, count(DISTINCT id) AS "count", count(DISTINCT place) AS "days",
    count(DISTINCT (cluster, node)) FILTER (WHERE node IS NOT NULL) AS "nodes", count(*) OVER () AS "total"
  FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS part (from_ms, to_ms, place)
  JOIN event ON int8range(started_ms, greatest(ended_ms, started_ms + 1)) && int8range(part.from_ms, part.to_ms)
  WHERE $3::text[] IS NULL
    OR (node IS NULL AND (cluster = '' OR cluster = ANY($5)))
    OR (cluster, node) IN (SELECT * FROM unnest($3, $4::text[]))
  GROUP BY source, kind, name
  ORDER BY count(DISTINCT place) DESC, count(DISTINCT id) DESC, source, name, kind LIMIT $6`

/** What happened in the windows, by name: in the most of them first, and how many names there are. */
export async function readEventNames(
  reader: Reader,
  { windows, of, limit }: EventNamesQuery,
): Promise<{ names: EventName[]; total: number }> {
  const rows = await query<EventName & { total: number }>(reader, EVENT_NAMES, [
    windows.map(({ fromMs }) => fromMs),
    windows.map(({ toMs }) => toMs),
    of?.nodes.map(({ cluster }) => cluster) ?? null,
    of?.nodes.map(({ node }) => node) ?? null,
    of?.clusters ?? null,
    limit,
  ])
  return { names: rows.map(({ total: _, ...name }) => name), total: rows[0]?.total ?? 0 }
}
