import type { NodeHistory } from '../fleet-history'
import { MINUTE_MS } from '../times'
import type { TimeSpan } from './silences'

/** What tells that a node is another machine than before. */
const IDENTITIES: readonly string[] = ['launch_time', 'machine_id', 'instance_id']
const AROUND_MS = 10 * MINUTE_MS

/** Whether a node was made anew about this time. */
export const isReplacedIn = (history: NodeHistory | undefined, { fromMs, toMs }: TimeSpan): boolean =>
  history?.facts.some(
    (held) =>
      IDENTITIES.includes(held.fact) && held.fromMs >= fromMs - AROUND_MS && held.fromMs <= toMs + AROUND_MS,
  ) ?? false
