import { MINUTE_MS } from '../times'
import type { PathRuns } from './path-spans'

/** Failures that lie further apart are never one outage. */
const APART_MS = 5 * MINUTE_MS
/** A failed probe says nothing alone, so of fewer hardly anything can be told. */
const LEAST_PROBES = 4

type Probes = Pick<PathRuns, 'runs' | 'reachMs'>

/**
 * Whether probes that were read from `readFromMs` on may tell of an outage after `fromMs` without its beginning: failures,
 * of whatever path, follow each other from the one to the other, or a path is probed too seldom to know.
 */
export const mayBeCutOff = (probes: readonly Probes[], readFromMs: number, fromMs: number): boolean =>
  probes.some(isSeldom) || failsUntil(probes, readFromMs) >= fromMs

const isSeldom = ({ runs }: Probes): boolean =>
  runs.length > 0 && runs.reduce((sum, { count }) => sum + count, 0) < LEAST_PROBES

/** When failures end that follow each other from a time on; that time where nothing fails then. */
const failsUntil = (probes: readonly Probes[], readFromMs: number): number =>
  probes
    .flatMap(failuresOf)
    .sort((one, other) => one.fromMs - other.fromMs)
    .reduce(
      (untilMs, { fromMs, toMs }) => (fromMs <= untilMs ? Math.max(untilMs, toMs) : untilMs),
      readFromMs,
    )

/** From when to when other failures may belong to one; the first probe that was read may not be the first that failed. */
const failuresOf = ({ runs, reachMs }: Probes): { fromMs: number; toMs: number }[] =>
  runs
    .filter(({ isConnected, count }, at) => !isConnected && (at === 0 || count > 1))
    .map(({ firstMs, lastMs }) => ({
      fromMs: firstMs - Math.max(APART_MS, reachMs),
      toMs: lastMs + reachMs,
    }))
