import type { ReadStore } from './open-pool'
import type { Tx } from './reader'
import { runBetween } from './sql'
import { readStoreState, type StoreState } from './store-state'

/** All reads of a snapshot see the moment that its state describes. */
export interface Snapshot extends Tx {
  state: StoreState
}

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'

/** Sealed and hot blocks neither overlap nor leave a gap, and what is kept in memory is of the same moment. */
export const inSnapshot = <Result>(
  store: ReadStore,
  work: (snapshot: Snapshot) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> =>
  runBetween(
    store,
    (tx) => readStoreState(tx, BEGIN),
    (tx, state) => work({ ...tx, state }),
    signal,
  )
