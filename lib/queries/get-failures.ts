import { analyse } from '../analysis/analyses'
import type { FailuresParams } from '../contract/failures'
import { resolveWindow } from '../contract/window'
import { parseMatchers } from '../core/label-matchers'
import type { QueryContext } from './unless-known'

/** Counted in the thread for long analyses from raw samples, also those that are not sealed yet. A bad question is refused at once. */
export const getFailures = async (
  params: FailuresParams,
  { nowMs, signal }: QueryContext,
): Promise<Uint8Array> => {
  resolveWindow(params, nowMs)
  if (params.filter.trim() !== '') parseMatchers(params.filter)
  return analyse({ name: 'failures', params, nowMs }, signal)
}
