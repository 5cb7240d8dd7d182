import { analyse } from '../analysis/analyses'
import type { ExplainParams } from '../contract/explain'
import { getStore } from '../store/db'
import { inSnapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { explainWindow } from './explain/explain-window'
import type { QueryContext } from './unless-known'

/** Made in the thread for long analyses, and always anew: events and facts belong into it. A bad window is refused at once. */
export const getExplanation = async (
  params: ExplainParams,
  { nowMs, signal }: QueryContext,
): Promise<Uint8Array> => {
  await inSnapshot(getStore(), (snapshot) => {
    explainWindow(params, nowMs, progressOf(snapshot.state).asOfMs)
    return Promise.resolve()
  })
  return analyse({ name: 'explain', params, nowMs }, signal)
}
