import type { Store } from './db'
import type { Reader, Tx } from './reader'
import { runBetween } from './sql'
import { readStoreState, type StoreState } from './store-state'

/** All reads of a snapshot see the moment that its state describes. */
export interface Snapshot extends Tx {
  state: StoreState
}

export const isSnapshot = (reader: Reader): reader is Snapshot => 'state' in reader

/** Sealed and hot blocks neither overlap nor leave a gap, and what is kept in memory is of the same moment. */
export const inSnapshot = <Result>(
  store: Store,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> =>
  runBetween(store, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async (tx) =>
    work({ ...tx, state: await readStoreState(tx) }),
  )
