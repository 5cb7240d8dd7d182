import { BINS_PER_DAY } from '../local-days'
import { HOURS_PER_DAY, MINUTE_MS } from '../times'
import { surpriseOf } from './bernoulli'
import { FEWEST_HITS, isMuch, type ClockWindow } from './clock-window'
import type { KindOnsets } from './kind-onsets'
import { BINS_PER_HOUR, modulo, type WallClock } from './periods'
import type { ClockCounts } from './scan-clock'

/** Bursts that begin in a window of the clock: of each node and period the first. */
export interface WindowHits {
  /** Into the bursts of the level. */
  bursts: number[]
  /** By burst: the day on which it was, or the week where it is weekly. */
  groups: number[]
}

const hitsOf = (
  onsets: KindOnsets,
  chosen: Int32Array,
  { periodHours, startBin, widthBins }: ClockWindow,
): WindowHits => {
  const periodBins = periodHours * BINS_PER_HOUR
  const groupBins = Math.max(periodBins, BINS_PER_DAY)
  const hits: WindowHits = { bursts: [], groups: [] }
  let lastNode = -1
  let lastPeriod = NaN
  for (const at of chosen) {
    const after = (onsets.wallBin[at] ?? 0) - startBin
    if (modulo(after, periodBins) >= widthBins) continue
    const node = onsets.node[at] ?? -1
    const period = Math.floor(after / periodBins)
    if (node === lastNode && period === lastPeriod) continue
    lastNode = node
    lastPeriod = period
    hits.bursts.push(at)
    hits.groups.push(Math.floor(after / groupBins))
  }
  return hits
}

/** Shorter dips do not end what a node is busy with. */
export const DIP_MS = 15 * MINUTE_MS

export interface MainHits extends WindowHits {
  /** By burst, with those that follow it. */
  lengthsMs: number[]
}

interface Chain {
  first: number
  endMs: number
  lengthMs: number
}

/**
 * Of each node and period the first of the bursts that follow each other and last longest: what strays into the window by
 * itself is short.
 */
export const mainHitsOf = (onsets: KindOnsets, chosen: Int32Array, window: ClockWindow): MainHits => {
  const hits: MainHits = { bursts: [], groups: [], lengthsMs: [] }
  const periodBins = window.periodHours * BINS_PER_HOUR
  const groupBins = Math.max(periodBins, BINS_PER_DAY)
  let [lastNode, lastPeriod, longestMs] = [-1, NaN, 0]
  let chain: Chain | null = null
  for (const at of chosen) {
    const after = (onsets.wallBin[at] ?? 0) - window.startBin
    if (modulo(after, periodBins) >= window.widthBins) continue
    const [node, period] = [onsets.node[at] ?? -1, Math.floor(after / periodBins)]
    const isSame = node === lastNode && period === lastPeriod
    chain = lengthen(isSame ? chain : null, onsets, at)
    if (!isSame) hits.groups.push(Math.floor(after / groupBins))
    if (!isSame || chain.lengthMs > longestMs) {
      if (isSame) hits.bursts.pop()
      if (isSame) hits.lengthsMs.pop()
      hits.bursts.push(chain.first)
      hits.lengthsMs.push(chain.lengthMs)
      longestMs = chain.lengthMs
    }
    lastNode = node
    lastPeriod = period
  }
  return hits
}

const lengthen = (chain: Chain | null, onsets: KindOnsets, at: number): Chain => {
  const [timeMs, lengthMs] = [onsets.timeMs[at] ?? NaN, onsets.lengthMs[at] ?? 0]
  if (chain === null || timeMs > chain.endMs + DIP_MS)
    return { first: at, endMs: timeMs + lengthMs, lengthMs }
  return { first: chain.first, endMs: timeMs + lengthMs, lengthMs: chain.lengthMs + lengthMs }
}

const TRIMMED_SHARE = 0.1

/** What is rarer among those that it is said of is of no use to anybody. */
const LEAST_SHARE = 0.2
const LOYAL_SHARE = 0.5
/** In wider windows chance finds something on more days, so more is asked of them. */
const NARROW_BINS = 1.5 * BINS_PER_HOUR
const MOST_LEAST_SHARE = 0.5
const MOST_LOYAL_SHARE = 0.9

const widthFactor = ({ widthBins }: ClockWindow): number => Math.max(1, widthBins / NARROW_BINS)

/** Whether it is mostly that of a few nodes which do it most of the time, though no fact makes them out. */
const isOfSome = (
  onsets: KindOnsets,
  { bursts }: WindowHits,
  periods: number,
  loyalShare: number,
): boolean => {
  const byNode = new Map<number, number>()
  for (const at of bursts) byNode.set(onsets.node[at] ?? -1, (byNode.get(onsets.node[at] ?? -1) ?? 0) + 1)
  let loyal = 0
  for (const count of byNode.values()) if (count >= loyalShare * periods) loyal += count
  return loyal >= LOYAL_SHARE * bursts.length
}

const FEW_GROUPS = 4
const STEADY_SHARE_OF_FEW = 0.75
const STEADY_SHARE = 0.5

/** Whether it was there on most days since it was first seen, as far as somebody was watched on them. */
const isSteady = (groups: readonly number[], watchedPerGroup: number): boolean => {
  const first = groups.reduce((least, group) => Math.min(least, group), Infinity)
  const last = groups.reduce((most, group) => Math.max(most, group), -Infinity)
  const share = groups.length <= FEW_GROUPS ? STEADY_SHARE_OF_FEW : STEADY_SHARE
  return groups.length >= share * (last - first + 1) * Math.min(1, watchedPerGroup)
}

const EVEN_SHARE = 0.6

/** Whether what comes several times a day does so at most of its times, or is of a longer period. */
const isEven = (
  onsets: KindOnsets,
  { bursts }: WindowHits,
  { periodHours, startBin }: ClockWindow,
): boolean => {
  const slots = new Float64Array(Math.max(1, HOURS_PER_DAY / periodHours))
  for (const at of bursts) {
    const turn = Math.floor(((onsets.wallBin[at] ?? 0) - startBin) / (periodHours * BINS_PER_HOUR))
    const slot = modulo(turn, slots.length)
    slots[slot] = (slots[slot] ?? 0) + 1
  }
  const least = bursts.length / slots.length / 2
  return slots.filter((count) => count >= least).length >= EVEN_SHARE * slots.length
}

export interface JudgedWindow {
  hits: WindowHits
  /** In nats, without the days that have most of it; 0 where it does not come back. */
  surprise: number
  /** The days left out of it. */
  trimmed: ReadonlySet<number>
  watched: number
}

/**
 * What stays surprising when the days with the most hits are left out: what befell many nodes once, or twice, does not
 * come back.
 */
export const judgeWindow = (
  onsets: KindOnsets,
  chosen: Int32Array,
  window: ClockWindow,
  counts: ClockCounts,
  clock: WallClock,
): JudgedWindow => {
  const hits = hitsOf(onsets, chosen, window)
  const byGroup = new Map<number, number>()
  for (const group of hits.groups) byGroup.set(group, (byGroup.get(group) ?? 0) + 1)
  const groupHours = Math.max(window.periodHours, 24)
  const groupCount = Math.max(1, clock.offsetMs.length / groupHours, byGroup.size)
  const most = [...byGroup].sort(([, one], [, other]) => other - one)
  const left = Math.max(1, Math.floor(TRIMMED_SHARE * groupCount))
  const trimmed = new Set(most.slice(0, left).map(([group]) => group))
  const watched = counts.watchedIn(window.startBin, window.widthBins)
  const kept = most.slice(left).reduce((sum, [, count]) => sum + count, 0)
  const keptWatched = (watched * Math.max(0, groupCount - left)) / groupCount
  const chance = counts.chanceIn(window.startBin, window.widthBins)
  const periods = clock.offsetMs.length / window.periodHours
  const leastShare = Math.min(MOST_LEAST_SHARE, LEAST_SHARE * widthFactor(window))
  const loyalShare = Math.min(MOST_LOYAL_SHARE, LOYAL_SHARE * widthFactor(window))
  const comesBack =
    byGroup.size >= FEWEST_HITS &&
    isMuch(hits.bursts.length, watched, chance) &&
    isSteady([...byGroup.keys()], (watched * groupHours) / clock.offsetMs.length) &&
    isEven(onsets, hits, window) &&
    (hits.bursts.length >= leastShare * watched || isOfSome(onsets, hits, periods, loyalShare))
  return { hits, trimmed, watched, surprise: comesBack ? surpriseOf(kept, keptWatched, chance) : 0 }
}
