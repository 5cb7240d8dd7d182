import { analyse } from '../analysis/analyses'
import type { CorrelationsParams, InstancesParams } from '../contract/correlations'
import { getStore } from '../store/db'
import { inSnapshot } from '../store/snapshot'
import { readFactsVersion, wholeVersion } from '../store/store-state'
import { correlationWindow } from './correlated-fleet'
import { momentOf, type QueryContext } from './unless-known'

/** What moves with a metric of a node; the JSON of a `CorrelationsAnswer`. */
export const getCorrelations = (
  params: CorrelationsParams,
  context: QueryContext,
): Promise<Uint8Array | null> => analyseWindow('correlations', params, context)

/** Which nodes move alike in one metric; the JSON of an `InstancesAnswer`. */
export const getInstances = (params: InstancesParams, context: QueryContext): Promise<Uint8Array | null> =>
  analyseWindow('instances', params, context)

/** In the thread for long analyses, unless whoever asks holds the answer. */
const analyseWindow = async (
  name: string,
  params: CorrelationsParams | InstancesParams,
  { nowMs, isKnown, signal }: QueryContext,
): Promise<Uint8Array | null> => {
  const version = await inSnapshot(getStore(), async (snapshot) => {
    const { window } = correlationWindow(snapshot, params, nowMs)
    const facts = params.filter.trim() === '' ? '' : await readFactsVersion(snapshot)
    return JSON.stringify([wholeVersion(snapshot.state), window, facts, momentOf(nowMs)])
  })
  return isKnown(version) ? null : analyse({ name, params, nowMs }, signal)
}
