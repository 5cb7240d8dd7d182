import { analyse } from '../../analysis/analyses'
import type { ObserverEffectsParams } from '../../contract/observer-effects'
import { resolveWindow } from '../../contract/window'
import { parseMatchers } from '../../core/label-matchers'
import type { QueryContext } from '../unless-known'

/** Compared in the thread for long analyses, because each wave of changes is a window of all nodes. A bad question is refused at once. */
export const getObserverEffects = async (
  params: ObserverEffectsParams,
  { nowMs, signal }: QueryContext,
): Promise<Uint8Array> => {
  resolveWindow(params, nowMs)
  if (params.filter.trim() !== '') parseMatchers(params.filter)
  return analyse({ name: 'observer-effects', params, nowMs }, signal)
}
