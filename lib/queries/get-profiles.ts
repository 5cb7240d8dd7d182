import { analyse } from '../analysis/analyses'
import type { ProfileMomentsParams, ProfilesDiffParams, ProfilesParams } from '../contract/profiles'
import { MINUTE_MS } from '../core/times'
import { getStore } from '../store/db'
import { readProfilesVersion } from '../store/profiles'
import { inSnapshot } from '../store/snapshot'
import { readFactsVersion } from '../store/store-state'
import type { QueryContext } from './unless-known'

/** What the profiles of a window say; the JSON of a `ProfilesAnswer`. */
export const getProfiles = (params: ProfilesParams, context: QueryContext): Promise<Uint8Array | null> =>
  analyseProfiles('profiles', params, context)

/** How that differs from another window, or from other nodes; the JSON of a `ProfilesAnswer`. */
export const getProfilesDiff = (
  params: ProfilesDiffParams,
  context: QueryContext,
): Promise<Uint8Array | null> => analyseProfiles('profiles', params, context)

/** When the samples of one profile were taken; the JSON of a `ProfileMomentsAnswer`. */
export const getProfileMoments = (
  params: ProfileMomentsParams,
  context: QueryContext,
): Promise<Uint8Array | null> => analyseProfiles('profile-moments', params, context)

/** In the thread for long analyses, unless whoever asks holds the answer: a window that ends now moves once a minute. */
const analyseProfiles = async (
  name: string,
  params: unknown,
  { nowMs, isKnown, signal }: QueryContext,
): Promise<Uint8Array | null> => {
  const version = await inSnapshot(getStore(), async (snapshot) =>
    JSON.stringify([
      await readProfilesVersion(snapshot),
      await readFactsVersion(snapshot),
      Math.floor(nowMs / MINUTE_MS),
    ]),
  )
  return isKnown(version) ? null : analyse({ name, params, nowMs }, signal)
}
