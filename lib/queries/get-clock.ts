import { analyse } from '../analysis/analyses'
import type { ClockParams } from '../contract/clock'
import { localDays } from '../core/local-days'
import { getStore } from '../store/db'
import { inSnapshot } from '../store/snapshot'
import { readFactsVersion, sealedVersion } from '../store/store-state'
import { momentOf, type QueryContext } from './unless-known'

/** Folded in the thread for long analyses; the answer changes with a seal, and is the JSON of a `ClockAnswer`. */
export const getClock = async (params: ClockParams, context: QueryContext): Promise<Uint8Array | null> => {
  const { nowMs, isKnown, signal } = context
  const version = await inSnapshot(getStore(), async (snapshot) => {
    const { fromMs, toMs } = localDays(nowMs, params.days, params.tz)
    const filtered = params.filter.trim() === '' ? null : [await readFactsVersion(snapshot), momentOf(nowMs)]
    return JSON.stringify([sealedVersion(snapshot.state), filtered, fromMs, toMs])
  })
  return isKnown(version) ? null : analyse({ name: 'clock', params, nowMs }, signal)
}
