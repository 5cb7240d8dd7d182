import type { QueryResultRow } from 'pg'
import type { Store } from './db'
import type { Reader, Tx } from './reader'
import { isUnavailable, toStoreError, withStoreErrors } from './store-errors'

/** The caller names the row's type: it holds because the statement is written beside it. */
export const query = <Row extends QueryResultRow>(
  reader: Reader,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => withStoreErrors(async () => (await reader.db.query<Row>(text, values)).rows)

/** Answers how many rows were changed. */
export const execute = (reader: Reader, text: string, values: unknown[] = []): Promise<number> =>
  withStoreErrors(async () => (await reader.db.query(text, values)).rowCount ?? 0)

/** A statement that each connection plans once. */
export interface PreparedStatement {
  name: string
  text: string
}

/** As `execute`, for statements that run all the time. */
export const executePrepared = (
  reader: Reader,
  { name, text }: PreparedStatement,
  values: unknown[],
): Promise<number> =>
  withStoreErrors(async () => (await reader.db.query({ name, text, values })).rowCount ?? 0)

export const inTransaction = <Result>(store: Store, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  runBetween(store, 'BEGIN', work)

export const runBetween = <Result>(
  store: Store,
  begin: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  withConnection(store, async (tx) => {
    await tx.db.query(begin)
    const result = await work(tx)
    await tx.db.query('COMMIT')
    return result
  })

/** A connection that failed is closed, which also ends its transaction; otherwise it is rolled back and used again. */
export async function withConnection<Result>(
  store: Store,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const client = await withStoreErrors(() => store.pool.connect())
  let broken = false
  try {
    return await work({ db: client, directories: store.directories })
  } catch (error) {
    broken = isUnavailable(error)
    if (!broken) await client.query('ROLLBACK').catch(() => (broken = true))
    throw toStoreError(error)
  } finally {
    client.release(broken)
  }
}
