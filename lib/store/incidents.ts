import { InvalidInputError, NotFoundError } from '@/lib/core/errors'
import type { Incident } from '@/lib/core/incidents/incident'
import { DAY_MS } from '@/lib/core/times'
import type { Store } from './db'
import type { Reader } from './reader'
import { execute, query } from './sql'

/** Beyond this nobody reads them any more, and each explanation compares with all of them. */
const MOST_INCIDENTS = 2_000

const COLUMNS = `id, cluster, from_ms AS "fromMs", to_ms AS "toMs", title, note, signature,
  closed_ms AS "closedMs", changed_ms AS "changedMs"`

/** The latest window first. */
export const readIncidents = (reader: Reader): Promise<Incident[]> =>
  query<Incident>(reader, `SELECT ${COLUMNS} FROM incident ORDER BY from_ms DESC, id DESC`)

const INSERT = `
  INSERT INTO incident (cluster, from_ms, to_ms, title, note, signature, closed_ms, changed_ms)
  SELECT $1, $2, $3, $4, $5, $6::jsonb, NULL, $7
  WHERE (SELECT count(*) FROM incident) < ${String(MOST_INCIDENTS)}
    OR EXISTS (SELECT FROM incident WHERE cluster = $1 AND from_ms = $2 AND to_ms = $3)
  ON CONFLICT (cluster, from_ms, to_ms) DO UPDATE SET title = excluded.title, note = excluded.note,
    signature = excluded.signature, changed_ms = excluded.changed_ms
  RETURNING ${COLUMNS}`

/** A window that is marked already gets the new words, and stays open or closed as it is. */
export async function insertIncident(
  store: Store,
  { cluster, fromMs, toMs, title, note, signature, changedMs }: Omit<Incident, 'id' | 'closedMs'>,
): Promise<Incident> {
  if (toMs > changedMs + DAY_MS)
    throw new InvalidInputError('toMs must not be more than a day from now', { reason: 'future' })
  const values = [cluster, fromMs, toMs, title, note, JSON.stringify(signature), changedMs]
  const [written] = await query<Incident>(store, INSERT, values)
  if (written !== undefined) return written
  throw new InvalidInputError(`${String(MOST_INCIDENTS)} incidents are marked already: delete some of them`, {
    reason: 'incident_cap',
  })
}

export interface IncidentWords {
  id: number
  title: string | undefined
  note: string | undefined
  isClosed: boolean | undefined
  changedMs: number
}

const UPDATE = `
  UPDATE incident SET title = coalesce($2, title), note = coalesce($3, note),
    closed_ms = CASE WHEN $4::boolean IS NULL THEN closed_ms WHEN $4 THEN coalesce(closed_ms, $5) ELSE NULL END,
    changed_ms = $5
  WHERE id = $1::bigint RETURNING ${COLUMNS}`

/** What is undefined stays as it is; one that is closed stays closed since it was. */
export async function updateIncident(
  store: Store,
  { id, title, note, isClosed, changedMs }: IncidentWords,
): Promise<Incident> {
  const [written] = await query<Incident>(store, UPDATE, [
    id,
    title ?? null,
    note ?? null,
    isClosed ?? null,
    changedMs,
  ])
  if (written === undefined) throw new NotFoundError(`there is no incident ${String(id)}`)
  return written
}

/** One that is not there stays away. */
export const deleteIncident = (store: Store, id: number): Promise<number> =>
  execute(store, 'DELETE FROM incident WHERE id = $1::bigint', [id])
