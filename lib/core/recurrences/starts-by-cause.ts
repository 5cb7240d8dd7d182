import { quantileOf } from '../quantile'
import type { Candidate, EventBook } from './candidates'
import type { DescribedWindow } from './describe-window'

/** So many of the bursts have to have followed it. */
const LEAST_SHARE = 0.5
/** Where as many were seen from their start on, nobody has to tell when they began. */
const CLEAR_SHARE = 0.9
/** Those that are seen late follow later than they do. */
const EARLY_QUANTILE = 0.25

/**
 * When bursts began, by the runs that they followed: among noise a burst is seen late, but whoever started it told when.
 * Null where too few followed any, and where bursts tell it themselves.
 */
export const startsByCause = (
  { every, bursts }: Pick<DescribedWindow, 'every' | 'bursts'>,
  cause: Candidate | undefined,
  events: EventBook,
): number[] | null => {
  const count = every.timesMs.length
  if (cause === undefined || bursts.timesMs.length >= CLEAR_SHARE * count) return null
  const runs = events
    .lastBefore(cause, every)
    .map((runMs, at) => ({ runMs, lagMs: (every.timesMs[at] ?? NaN) - runMs }))
    .filter(({ runMs }) => !Number.isNaN(runMs))
  if (runs.length < LEAST_SHARE * count) return null
  const lagMs = quantileOf(
    runs.map((run) => run.lagMs),
    EARLY_QUANTILE,
  )
  return runs.map(({ runMs }) => runMs + lagMs)
}
