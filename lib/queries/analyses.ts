import { clockParams } from '../contract/clock'
import type { ReadStore } from '../store/open-pool'
import { inSnapshot } from '../store/snapshot'
import { readClock, type Checkpoint } from './read-clock'

export interface AnalysisJob {
  store: ReadStore
  params: unknown
  nowMs: number
  checkpoint: Checkpoint
  signal: AbortSignal
}

/** What the thread for long analyses can do, by name. */
export const ANALYSES: ReadonlyMap<string, (job: AnalysisJob) => Promise<unknown>> = new Map([
  [
    'clock',
    ({ store, params, nowMs, checkpoint, signal }: AnalysisJob) =>
      inSnapshot(
        store,
        (snapshot) => readClock(snapshot, clockParams.parse(params), nowMs, checkpoint),
        signal,
      ),
  ],
])
