import type { Store } from './db'
import type { Tx } from './reader'
import { runBetween } from './sql'

/** All reads of `work` see the same moment, so that hot and sealed blocks neither overlap nor leave a gap. */
export const inSnapshot = <Result>(store: Store, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  runBetween(store, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work)
