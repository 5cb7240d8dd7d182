import type { QueryResultRow } from 'pg'
import { timed } from '@/lib/telemetry/timing'
import type { Store } from './db'
import type { ReadStore } from './open-pool'
import type { Reader, Tx } from './reader'
import { isUnavailable, toStoreError, withStoreErrors } from './store-errors'

/** The caller names the row's type: it holds because the statement is written beside it. */
export const query = <Row extends QueryResultRow>(
  reader: Reader,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> =>
  timed('read', () => withStoreErrors(async () => (await reader.db.query<Row>(text, values)).rows))

/** Answers how many rows were changed. */
export const execute = (reader: Reader, text: string, values: unknown[] = []): Promise<number> =>
  withStoreErrors(async () => (await reader.db.query(text, values)).rowCount ?? 0)

export const inTransaction = <Result>(store: Store, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  runBetween(store, 'BEGIN', work)

export const runBetween = <Result>(
  store: ReadStore,
  begin: string,
  work: (tx: Tx) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> =>
  withConnection(store, async (tx) => {
    await timed('read', () => tx.db.query(begin))
    const release = signal ? await cancelOnAbort(store, tx, signal) : () => {}
    try {
      const result = await work(tx)
      await timed('read', () => tx.db.query('COMMIT'))
      return result
    } finally {
      release()
    }
  })

/** A connection that failed is closed, which also ends its transaction; otherwise it is rolled back and used again. */
export async function withConnection<Result>(
  store: ReadStore,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const client = await timed('read', () => withStoreErrors(() => store.pool.connect()))
  let broken = false
  try {
    return await work({ db: client, directories: store.directories, cache: store.cache })
  } catch (error) {
    broken = isUnavailable(error)
    if (!broken) await client.query('ROLLBACK').catch(() => (broken = true))
    throw toStoreError(error)
  } finally {
    client.release(broken)
  }
}

/** A statement whose answer nobody waits for is stopped through another connection; answers how to leave it alone. */
async function cancelOnAbort(store: ReadStore, tx: Tx, signal: AbortSignal): Promise<() => void> {
  const [backend] = await query<{ pid: number }>(tx, 'SELECT pg_backend_pid() AS pid')
  const cancel = () => {
    store.pool.query('SELECT pg_cancel_backend($1)', [backend?.pid]).catch(() => undefined)
  }
  signal.throwIfAborted()
  signal.addEventListener('abort', cancel, { once: true })
  return () => signal.removeEventListener('abort', cancel)
}
