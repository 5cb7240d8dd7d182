import { clockParams } from '../contract/clock'
import { clockBandParams } from '../contract/clock-band'
import { clockDaysParams } from '../contract/clock-days'
import { correlationsParams, instancesParams } from '../contract/correlations'
import { explainParams } from '../contract/explain'
import { failuresParams } from '../contract/failures'
import { observerEffectsParams } from '../contract/observer-effects'
import { outagesParams } from '../contract/outages'
import { profileMomentsParams, profilesDiffParams } from '../contract/profiles'
import { recurrencesParams } from '../contract/recurrences'
import type { ReadStore } from '../store/open-pool'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { readExplanation } from './explain/read-explanation'
import { readFailures } from './failures/read-failures'
import type { Checkpoint } from './node-maxima'
import { readObserverEffects } from './observer/read-observer-effects'
import { readOutages } from './outages/read-outages'
import { readClock } from './read-clock'
import { readClockBand } from './read-clock-band'
import { readClockDays } from './read-clock-days'
import { readCorrelations } from './read-correlations'
import { readInstances } from './read-instances'
import { readProfileMoments } from './read-profile-moments'
import { readProfiles } from './read-profiles'
import { readRecurrences } from './read-recurrences'

export interface AnalysisJob {
  store: ReadStore
  params: unknown
  nowMs: number
  checkpoint: Checkpoint
  signal: AbortSignal
}

type Analysis = (job: AnalysisJob) => Promise<unknown>

/** What reads one snapshot, bound to the schema of its parameters. */
const reading =
  <Params>(
    schema: { parse: (params: unknown) => Params },
    read: (snapshot: Snapshot, params: Params, nowMs: number, checkpoint: Checkpoint) => Promise<unknown>,
  ): Analysis =>
  ({ store, params, nowMs, checkpoint, signal }) =>
    inSnapshot(store, (snapshot) => read(snapshot, schema.parse(params), nowMs, checkpoint), signal)

/** What the thread for long analyses can do, by name. */
export const ANALYSES: ReadonlyMap<string, Analysis> = new Map([
  ['clock', reading(clockParams, readClock)],
  ['clock-days', reading(clockDaysParams, readClockDays)],
  ['clock-band', reading(clockBandParams, readClockBand)],
  ['recurrences', reading(recurrencesParams, readRecurrences)],
  ['explain', reading(explainParams, readExplanation)],
  ['correlations', reading(correlationsParams, readCorrelations)],
  ['instances', reading(instancesParams, readInstances)],
  ['outages', reading(outagesParams, readOutages)],
  ['observer-effects', reading(observerEffectsParams, readObserverEffects)],
  ['failures', reading(failuresParams, readFailures)],
  ['profiles', reading(profilesDiffParams, readProfiles)],
  ['profile-moments', reading(profileMomentsParams, readProfileMoments)],
])
