import type { NodeHistory } from '../fleet-history'
import { groupBy } from '../group-by'
import { benjaminiHochberg } from '../strata/benjamini-hochberg'
import { DAY_MS } from '../times'
import { poissonInterval, type Interval } from './poisson-interval'
import { rateRatio, type RateRatio } from './rate-ratio'
import { watchedMs, type Presence, type TimeSpan } from './silences'

/** How often nodes were out while they were watched. */
export interface OutageRate {
  outages: number
  nodeDays: number
  /** Per 100 nodes and day; null where nobody was watched. */
  rate: number | null
  /** Exact, 95 %. */
  interval: Interval
}

export interface FactGroup extends OutageRate {
  fact: string
  /** Empty where the fact is not known. */
  value: string
  /** Nodes that had the value at any time. */
  nodes: number
  /** Against all other nodes. */
  against: RateRatio
  /** After Benjamini and Hochberg, over all values of all facts that were tried. */
  qValue: number
}

const NODES = 100

const toRate = (outages: number, nodeDays: number): OutageRate => {
  const per = nodeDays === 0 ? NaN : NODES / nodeDays
  const { low, high } = poissonInterval(outages)
  const isWatched = nodeDays > 0
  return {
    outages,
    nodeDays,
    rate: isWatched ? outages * per : null,
    interval: isWatched ? { low: low * per, high: high * per } : { low: 0, high: Infinity },
  }
}

export interface RateInput {
  presence: Presence
  nodes: readonly NodeHistory[]
  window: TimeSpan
  /** Outages of nodes that began in the window. */
  begun: readonly { endpoint: number; fromMs: number }[]
}

export const rateOfFleet = ({ presence, nodes, window, begun }: RateInput): OutageRate => {
  const watched = nodes.reduce((sum, _, node) => sum + watchedMs(presence, node, window), 0)
  return toRate(begun.length, watched / DAY_MS)
}

/** They name a node, or a moment of its life, rather than say what it is like. */
const NO_KINDS: ReadonlySet<string> = new Set([
  'name',
  'node',
  'instance',
  'nodename',
  'machine_id',
  'launch_time',
  'boot_time',
])

/** What has more values than this, and than half of the nodes, tells nodes apart and not kinds of nodes. */
const FEW_VALUES = 12

interface Tally {
  nodes: Set<number>
  watchedMs: number
  outages: number
}

const createTally = (): Tally => ({ nodes: new Set(), watchedMs: 0, outages: 0 })

/** Every value of every fact, as it was at the time: how often its nodes were out, against all others. */
export const rateByFacts = (input: RateInput): FactGroup[] => {
  const total = rateOfFleet(input)
  const tallies = tallyFacts(input)
  const groups = [...tallies].flatMap(([fact, byValue]) =>
    byValue.size > Math.max(FEW_VALUES, input.nodes.length / 2)
      ? []
      : withUnknown(byValue, total, input.nodes.length).map(([value, tally]) =>
          toGroup(fact, value, tally, total),
        ),
  )
  const tried = groups.filter(({ value, nodes }) => value !== '' && nodes < input.nodes.length)
  const qValues = benjaminiHochberg(tried.map(({ against }) => against.pValue))
  tried.forEach((group, at) => {
    group.qValue = qValues[at] ?? 1
  })
  return groups
}

const tallyFacts = ({ presence, nodes, window, begun }: RateInput): Map<string, Map<string, Tally>> => {
  const tallies = new Map<string, Map<string, Tally>>()
  const byNode = groupBy(begun, ({ endpoint }) => endpoint)
  nodes.forEach(({ facts }, node) => {
    for (const { fact, value, fromMs, toMs } of facts) {
      if (NO_KINDS.has(fact) || value === '') continue
      const held = { fromMs: Math.max(window.fromMs, fromMs), toMs: Math.min(window.toMs, toMs) }
      const watched = held.toMs > held.fromMs ? watchedMs(presence, node, held) : 0
      const own = byNode.get(node)?.filter((outage) => outage.fromMs >= fromMs && outage.fromMs < toMs) ?? []
      if (watched <= 0 && own.length === 0) continue
      const byValue = tallies.get(fact) ?? new Map<string, Tally>()
      const tally = byValue.get(value) ?? createTally()
      tallies.set(fact, byValue.set(value, tally))
      tally.nodes.add(node)
      tally.watchedMs += watched
      tally.outages += own.length
    }
  })
  return tallies
}

/** With the nodes of which the fact is not known, so that the groups add up to the fleet. */
const withUnknown = (
  byValue: ReadonlyMap<string, Tally>,
  total: OutageRate,
  nodeCount: number,
): [string, Tally][] => {
  const all = [...byValue]
  const known = new Set(all.flatMap(([, { nodes }]) => [...nodes]))
  const leftMs = total.nodeDays * DAY_MS - all.reduce((sum, [, tally]) => sum + tally.watchedMs, 0)
  const outages = total.outages - all.reduce((sum, [, tally]) => sum + tally.outages, 0)
  if (leftMs < 1 && outages === 0) return all
  const nodes = new Set(
    Array.from({ length: nodeCount }, (_, node) => node).filter((node) => !known.has(node)),
  )
  return [...all, ['', { nodes, watchedMs: Math.max(0, leftMs), outages: Math.max(0, outages) }]]
}

const toGroup = (
  fact: string,
  value: string,
  { nodes, watchedMs: watched, outages }: Tally,
  total: OutageRate,
): FactGroup => {
  const nodeDays = watched / DAY_MS
  return {
    fact,
    value,
    nodes: nodes.size,
    ...toRate(outages, nodeDays),
    against: rateRatio(
      { events: outages, exposure: nodeDays },
      { events: total.outages - outages, exposure: Math.max(0, total.nodeDays - nodeDays) },
    ),
    qValue: 1,
  }
}

/** Of each fact the value whose nodes are out more often than others beyond chance, the surest first. */
export const separatingGroups = (groups: readonly FactGroup[], mostQ: number): FactGroup[] => {
  const raised = groups.filter(
    ({ value, qValue, against }) =>
      value !== '' && qValue <= mostQ && (against.ratio === null || against.ratio > 1),
  )
  const best = new Map<string, FactGroup>()
  for (const group of raised.toSorted((one, other) => one.against.pValue - other.against.pValue))
    if (!best.has(group.fact)) best.set(group.fact, group)
  return [...best.values()]
}
