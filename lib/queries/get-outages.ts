import { analyse } from '../analysis/analyses'
import type { OutagesParams } from '../contract/outages'
import { resolveWindow } from '../contract/window'
import { parseMatchers } from '../core/label-matchers'
import type { QueryContext } from './unless-known'

/** Found in the thread for long analyses, and always anew: probes and facts belong into it. A bad question is refused at once. */
export const getOutages = async (
  params: OutagesParams,
  { nowMs, signal }: QueryContext,
): Promise<Uint8Array> => {
  resolveWindow(params, nowMs)
  if (params.filter.trim() !== '') parseMatchers(params.filter)
  return analyse({ name: 'outages', params, nowMs }, signal)
}
