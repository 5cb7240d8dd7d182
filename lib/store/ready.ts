import { UnavailableError } from '@/lib/core/errors'
import type { Store } from './db'
import { query } from './sql'

/** Resolves if the database answers and its schema is there; otherwise an `UnavailableError` says what is missing. */
export async function checkReady(store: Store): Promise<void> {
  const [row] = await query<{ ready: boolean }>(
    store,
    "SELECT to_regclass('roll_state') IS NOT NULL AS ready",
  )
  if (!row?.ready)
    throw new UnavailableError('the database has no tables yet: run `npm start` once', { reason: 'schema' })
}
