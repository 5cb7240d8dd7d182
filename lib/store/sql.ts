import type { QueryResultRow } from 'pg'
import { timed } from '@/lib/telemetry/timing'
import type { Store } from './db'
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

/** A connection that failed is closed, which also ends its transaction; otherwise it is rolled back and used again. */
export async function runBetween<Result>(
  store: Store,
  begin: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const client = await timed('read', () => withStoreErrors(() => store.pool.connect()))
  let broken = false
  try {
    await timed('read', () => client.query(begin))
    const result = await work({ db: client, directories: store.directories, cache: store.cache })
    await timed('read', () => client.query('COMMIT'))
    return result
  } catch (error) {
    broken = isUnavailable(error)
    if (!broken) await client.query('ROLLBACK').catch(() => (broken = true))
    throw toStoreError(error)
  } finally {
    client.release(broken)
  }
}
