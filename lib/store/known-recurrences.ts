import type { KnownState } from '@/lib/core/known-recurrence'
import { InvalidInputError } from '../core/errors'
import type { Store } from './db'
import type { Reader } from './reader'
import { execute, query } from './sql'

export interface KnownRecurrenceRow extends KnownState {
  name: string
}

/** Beyond this nobody reads them any more, and each question compares with all of them. */
const MOST_KNOWN = 2_000

const READ = `
  SELECT signature, name, is_muted AS "isMuted", nodes_affected AS "nodesAffected",
    median_duration_ms AS "medianDurationMs", median_rise AS "medianRise", changed_ms AS "changedMs"
  FROM known_recurrence ORDER BY changed_ms DESC, signature`

/** The newest first. */
export const readKnownRecurrences = (reader: Reader): Promise<KnownRecurrenceRow[]> =>
  query<KnownRecurrenceRow>(reader, READ)

const WRITE = `
  INSERT INTO known_recurrence (signature, name, is_muted, nodes_affected, median_duration_ms, median_rise, changed_ms)
  SELECT $1, $2, $3, $4, $5, $6, $7
  WHERE EXISTS (SELECT FROM known_recurrence WHERE signature = $1)
    OR (SELECT count(*) FROM known_recurrence) < ${MOST_KNOWN}
  ON CONFLICT (signature) DO UPDATE SET name = excluded.name, is_muted = excluded.is_muted,
    nodes_affected = excluded.nodes_affected, median_duration_ms = excluded.median_duration_ms,
    median_rise = excluded.median_rise, changed_ms = excluded.changed_ms`

/** The last word holds. */
export async function writeKnownRecurrence(store: Store, known: KnownRecurrenceRow): Promise<void> {
  const written = await execute(store, WRITE, [
    known.signature,
    known.name,
    known.isMuted,
    known.nodesAffected,
    known.medianDurationMs,
    known.medianRise,
    known.changedMs,
  ])
  if (written > 0) return
  throw new InvalidInputError(`${String(MOST_KNOWN)} recurrences are known already: forget some of them`, {
    reason: 'known_recurrence_cap',
  })
}

/** One that is not known stays unknown. */
export const deleteKnownRecurrence = (store: Store, signature: string): Promise<number> =>
  execute(store, 'DELETE FROM known_recurrence WHERE signature = $1', [signature])
