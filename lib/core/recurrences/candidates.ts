import { MINUTE_MS } from '../times'
import { surpriseOf } from './bernoulli'
import { eventKeyOf, type NodeEvent } from '../event'
import { medianOf } from '../quantile'

export interface Candidate {
  source: string
  name: string
  matched: number
  of: number
  expected: number
  lagSeconds: number
  /** In nats, that it matches so many. */
  evidence: number
}

/** Bursts of nodes, and how far they are spread on the clock. */
export interface BurstTimes {
  nodes: readonly number[]
  timesMs: readonly number[]
  jitterMs: number
}

/** A burst is seen up to this long before the event that brings it, since samples are a minute apart and smoothed. */
const EARLY_MS = 90_000
const LAGS_MS: readonly number[] = [2, 5, 10, 20, 40, 60, 120, 180].map((minutes) => minutes * MINUTE_MS)
const LEAST_REACH_MS = 10 * MINUTE_MS
const MOST_REACH_MS = 180 * MINUTE_MS
const LEAST_EVIDENCE = 4
const MOST_CANDIDATES = 5
/** Of those that match about as well, what comes first is the cause. */
const AS_GOOD = 0.6

interface Kind {
  source: string
  name: string
  byNode: Map<number, number[]>
  ofFleet: number[]
}

/** Events by source and name, each by node and time. */
export class EventBook {
  private readonly kinds = new Map<string, Kind>()

  constructor(events: readonly NodeEvent[]) {
    for (const event of [...events].sort((one, other) => one.startMs - other.startMs)) this.add(event)
  }

  /** What precedes the bursts within their jitter more often than its own times let expect, the best first. */
  candidatesOf(bursts: BurstTimes): Candidate[] {
    const rated = [...this.kinds.values()]
      .map((kind) => rate(kind, bursts))
      .filter(({ evidence }) => evidence > LEAST_EVIDENCE)
      .sort((one, other) => other.evidence - one.evidence)
    const least = AS_GOOD * (rated[0]?.evidence ?? 0)
    const first = rated.filter(({ evidence }) => evidence >= least)
    const rest = rated.filter(({ evidence }) => evidence < least)
    first.sort((one, other) => other.lagSeconds - one.lagSeconds)
    return [...first, ...rest].slice(0, MOST_CANDIDATES)
  }

  /** By burst, when the last such event before it was; NaN where none was within its reach. */
  lastBefore(cause: Pick<Candidate, 'source' | 'name'>, bursts: BurstTimes): number[] {
    const kind = this.kinds.get(eventKeyOf(cause))
    const reachMs = reachOf(bursts)
    return bursts.nodes.map((node, at) => {
      const burstMs = bursts.timesMs[at] ?? NaN
      const lasts = [kind?.byNode.get(node) ?? [], kind?.ofFleet ?? []].flatMap(
        (times) => times[firstAtOrAfter(times, burstMs + EARLY_MS) - 1] ?? [],
      )
      const last = lasts.reduce((latest, time) => Math.max(latest, time), -Infinity)
      return last >= burstMs - reachMs ? last : NaN
    })
  }

  private add(event: NodeEvent): void {
    const { source, name, startMs, nodes } = event
    const key = eventKeyOf(event)
    const kind: Kind = this.kinds.get(key) ?? { source, name, byNode: new Map(), ofFleet: [] }
    this.kinds.set(key, kind)
    if (nodes === null) kind.ofFleet.push(startMs)
    for (const node of nodes ?? []) {
      const known = kind.byNode.get(node)
      if (known === undefined) kind.byNode.set(node, [startMs])
      else known.push(startMs)
    }
  }
}

const reachOf = ({ jitterMs }: BurstTimes): number =>
  Math.min(MOST_REACH_MS, Math.max(LEAST_REACH_MS, jitterMs))

const rate = ({ source, name, byNode, ofFleet }: Kind, bursts: BurstTimes): Candidate => {
  const { nodes, timesMs } = bursts
  const reachMs = reachOf(bursts)
  const lags: number[] = []
  let around = 0
  nodes.forEach((node, at) => {
    const burstMs = timesMs[at] ?? NaN
    for (const times of [byNode.get(node) ?? [], ofFleet]) {
      const from = firstAtOrAfter(times, burstMs - reachMs)
      const past = firstAtOrAfter(times, burstMs + reachMs)
      around += past - from
      const last = firstAtOrAfter(times, burstMs + EARLY_MS) - 1
      if (last >= from) lags.push(burstMs - (times[last] ?? NaN))
    }
  })
  const perMs = around / Math.max(1, nodes.length * 2 * reachMs)
  return bestLag({ source, name }, lags, perMs, nodes.length, reachMs)
}

/** Chance is what as many events would match if they lay anywhere within the reach of the bursts. */
const bestLag = (
  kind: { source: string; name: string },
  lags: readonly number[],
  perMs: number,
  of: number,
  reachMs: number,
): Candidate => {
  let best: Candidate = { ...kind, matched: 0, of, expected: 0, lagSeconds: 0, evidence: 0 }
  for (const longestMs of LAGS_MS.filter((lag) => lag <= reachMs)) {
    const within = lags.filter((lag) => lag <= longestMs)
    const matched = Math.min(of, within.length)
    const chance = -Math.expm1(-perMs * (longestMs + EARLY_MS))
    const evidence = surpriseOf(matched, of, chance)
    if (evidence <= best.evidence) continue
    const lagSeconds = Math.round(medianOf(within) / 1000)
    best = { ...kind, matched, of, expected: of * chance, lagSeconds, evidence }
  }
  return best
}

const firstAtOrAfter = (times: readonly number[], timeMs: number): number => {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < timeMs) low = middle + 1
    else high = middle
  }
  return low
}
