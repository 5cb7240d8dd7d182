import { clockParams } from '../contract/clock'
import { explainParams } from '../contract/explain'
import { recurrencesParams } from '../contract/recurrences'
import type { ReadStore } from '../store/open-pool'
import { inSnapshot } from '../store/snapshot'
import { readExplanation } from './explain/read-explanation'
import { readClock, type Checkpoint } from './read-clock'
import { readRecurrences } from './read-recurrences'

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
    ({ store, params, nowMs, checkpoint, signal }: AnalysisJob) =>
      inSnapshot(
        store,
        (snapshot) => readClock(snapshot, clockParams.parse(params), nowMs, checkpoint),
        signal,
      ),
  ],
  [
    'explain',
    ({ store, params, nowMs, checkpoint, signal }: AnalysisJob) =>
      inSnapshot(
        store,
        (snapshot) => readExplanation(snapshot, explainParams.parse(params), nowMs, checkpoint),
        signal,
      ),
  ],
  [
    'recurrences',
    ({ store, params, nowMs, checkpoint, signal }: AnalysisJob) =>
      inSnapshot(
        store,
        (snapshot) => readRecurrences(snapshot, recurrencesParams.parse(params), nowMs, checkpoint),
        signal,
      ),
  ],
])
