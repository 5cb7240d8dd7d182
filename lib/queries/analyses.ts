import { clockParams } from '../contract/clock'
import { correlationsParams, instancesParams } from '../contract/correlations'
import type { ReadStore } from '../store/open-pool'
import { inSnapshot } from '../store/snapshot'
import { readClock, type Checkpoint } from './read-clock'
import { readCorrelations } from './read-correlations'
import { readInstances } from './read-instances'

export interface AnalysisJob {
  store: ReadStore
  params: unknown
  nowMs: number
  checkpoint: Checkpoint
  signal: AbortSignal
}

type Analysis = (job: AnalysisJob) => Promise<unknown>

/** What the thread for long analyses can do, by name. */
export const ANALYSES: ReadonlyMap<string, Analysis> = new Map<string, Analysis>([
  [
    'clock',
    ({ store, params, nowMs, checkpoint, signal }) =>
      inSnapshot(
        store,
        (snapshot) => readClock(snapshot, clockParams.parse(params), nowMs, checkpoint),
        signal,
      ),
  ],
  [
    'correlations',
    ({ store, params, nowMs, checkpoint, signal }) =>
      inSnapshot(
        store,
        (snapshot) => readCorrelations(snapshot, correlationsParams.parse(params), nowMs, checkpoint),
        signal,
      ),
  ],
  [
    'instances',
    ({ store, params, nowMs, checkpoint, signal }) =>
      inSnapshot(
        store,
        (snapshot) => readInstances(snapshot, instancesParams.parse(params), nowMs, checkpoint),
        signal,
      ),
  ],
])
