import type { QueryResult, QueryResultRow } from 'pg'
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

export interface Planned {
  /** Each connection plans a statement once, so the same name must mean the same text. */
  name: string
  text: string
}

/** For what is asked every few seconds: planning takes longer than most answers. */
export const queryPlanned = <Row extends QueryResultRow>(
  reader: Reader,
  statement: Planned,
  values: unknown[] = [],
): Promise<Row[]> =>
  timed('read', () =>
    withStoreErrors(async () => (await reader.db.query<Row>({ ...statement, values })).rows),
  )

/** Several statements without values in one trip; the rows of the last. */
export const queryLast = <Row extends QueryResultRow>(reader: Reader, text: string): Promise<Row[]> =>
  timed('read', () => withStoreErrors(async () => lastOf<Row>(await reader.db.query(text)).rows))

/** `pg` answers a list where there were several statements, which its types do not say. */
const lastOf = <Row extends QueryResultRow>(
  results: QueryResult<Row> | readonly QueryResult<Row>[],
): QueryResult<Row> => {
  const last = 'rows' in results ? results : results.at(-1)
  if (last === undefined) throw new Error('no statement was answered')
  return last
}

/** Answers how many rows were changed. */
export const execute = (reader: Reader, text: string, values: unknown[] = []): Promise<number> =>
  withStoreErrors(async () => (await reader.db.query(text, values)).rowCount ?? 0)

export const inTransaction = <Result>(store: Store, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  runBetween(store, (tx) => execute(tx, 'BEGIN'), work)

/** `begin` opens the transaction, and may read what `work` needs first. */
export const runBetween = <Begun, Result>(
  store: ReadStore,
  begin: (tx: Tx) => Promise<Begun>,
  work: (tx: Tx, begun: Begun) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> =>
  withConnection(store, async (tx) => {
    const begun = await begin(tx)
    const release = signal ? await cancelOnAbort(store, tx, signal) : () => {}
    try {
      const result = await work(tx, begun)
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
