import { MINUTE_MS } from '../times'
import type { FoundWindow } from './find-windows'
import { medianOf } from '../quantile'

export interface Together<Found> {
  /** That which moves first. */
  lead: Found
  /** Of the strongest of them. */
  score: number
  also: Timed<Found>[]
}

interface Timed<Found> {
  found: Found
  lagSeconds: number
}

/** Bursts of one node so close to each other are one matter. */
const TOGETHER_MS = 20 * MINUTE_MS
const LEAST_SHARED = 0.5
/** Weak ones do not lead, whenever they seem to begin. */
const LEAST_LEAD = 0.4
/** Half a sample earlier is no earlier. */
const EARLIER_SECONDS = 45

/** By definition they wait for something else: of what begins at once they are not what it is. */
const WAITING: ReadonlySet<string> = new Set(['cpu.utilization.iowait', 'tasks.saturation.blocked'])

interface Holder {
  window: FoundWindow
}

/** What several metrics do on the same nodes at the same time is one recurrence; the strongest first. */
export const mergeMetrics = <Found extends Holder>(found: readonly Found[]): Together<Found>[] => {
  const groups: { best: Found; times: NodeTimes; others: Found[] }[] = []
  for (const one of [...found].sort((a, b) => b.window.score - a.window.score)) {
    const times = timesOf(one)
    const group = groups.find((known) => isShared(known.times, times))
    if (group === undefined) groups.push({ best: one, times, others: [] })
    else group.others.push(one)
  }
  return groups.map(({ best, times, others }) => together(best, times, others))
}

type NodeTimes = ReadonlyMap<number, readonly number[]>

const timesOf = ({ window: { onsets, judged } }: Holder): NodeTimes => {
  const times = new Map<number, number[]>()
  for (const at of judged.hits.bursts) {
    const [node, timeMs] = [onsets.node[at] ?? -1, onsets.timeMs[at] ?? NaN]
    const known = times.get(node)
    if (known === undefined) times.set(node, [timeMs])
    else known.push(timeMs)
  }
  return times
}

/** By how much the bursts of `other` follow those of `one` on the same node. */
const lagsBetween = (one: NodeTimes, other: NodeTimes): number[] => {
  const lags: number[] = []
  for (const [node, times] of other)
    for (const timeMs of times) {
      const near = (one.get(node) ?? [])
        .map((at) => timeMs - at)
        .filter((lag) => Math.abs(lag) <= TOGETHER_MS)
      if (near.length > 0) lags.push(near.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a)))
    }
  return lags
}

const countOf = (times: NodeTimes): number => [...times.values()].reduce((sum, own) => sum + own.length, 0)

const isShared = (one: NodeTimes, other: NodeTimes): boolean =>
  lagsBetween(one, other).length >= LEAST_SHARED * Math.min(countOf(one), countOf(other))

const together = <Found extends Holder>(
  strongest: Found,
  times: NodeTimes,
  others: readonly Found[],
): Together<Found> => {
  const best = { found: strongest, lagSeconds: 0 }
  const timed = others.map((found) => ({
    found,
    lagSeconds: Math.round((medianOf(lagsBetween(times, timesOf(found))) || 0) / 1000),
  }))
  const { score } = strongest.window
  const lead = leadOf(
    best,
    timed.filter(({ found }) => found.window.score >= LEAST_LEAD * score),
  )
  const also = [...timed, best]
    .filter((one) => one !== lead)
    .map(({ found, lagSeconds }) => ({ found, lagSeconds: lagSeconds - lead.lagSeconds }))
    .sort((a, b) => a.lagSeconds - b.lagSeconds)
  return { lead: lead.found, score, also: oncePerMetric(also, lead.found) }
}

/** The earliest, which is the strongest unless another is clearly before it; of what begins at once not what waits. */
const leadOf = <Found extends Holder>(best: Timed<Found>, strong: readonly Timed<Found>[]): Timed<Found> => {
  const earliest = strong
    .filter(({ lagSeconds }) => lagSeconds < -EARLIER_SECONDS)
    .reduce((a, b) => (b.lagSeconds < a.lagSeconds ? b : a), best)
  const atOnce = strong.filter((one) => Math.abs(one.lagSeconds - earliest.lagSeconds) < EARLIER_SECONDS)
  return [earliest, ...atOnce].find(({ found }) => !isWaiting(found)) ?? earliest
}

const isWaiting = ({ window }: Holder): boolean => WAITING.has(window.metric.metric)

const oncePerMetric = <Found extends Holder>(
  also: Together<Found>['also'],
  leading: Found,
): Together<Found>['also'] => {
  const seen = new Set([leading.window.metric.metric])
  return also.filter(({ found }) => {
    const { metric } = found.window.metric
    return !seen.has(metric) && Boolean(seen.add(metric))
  })
}
