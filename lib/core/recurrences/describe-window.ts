import { MINUTE_MS } from '../times'
import type { BurstTimes } from './candidates'
import type { FoundWindow } from './find-windows'
import { isInside, type FleetStrata } from './fleet-strata'
import { BIN_MS, lastOffsetMs, minutesOf, modulo, wallBinOf, type WallClock } from './periods'
import { medianOf } from '../quantile'
import { separateWindow, watchedIn, type WindowSeparation } from './separate-window'
import { mainHitsOf } from './window-hits'

export interface RecurringOnNode {
  node: number
  seen: number
  of: number
  lastOnsetMs: number
}

export interface DescribedWindow {
  periodMinutes: number
  /** Since Monday 00:00 on the wall, modulo the period. */
  startMinute: number
  endMinute: number
  /** The start by the clock of UTC. */
  startMinuteUtc: number
  seen: number
  of: number
  periodsSeen: number
  periodsOf: number
  nodesAffected: number
  nodesTotal: number
  nodes: readonly RecurringOnNode[]
  jitterMinutes: number
  medianDurationMs: number
  medianRise: number
  firstSeenMs: number
  lastSeenMs: number
  separatedBy: WindowSeparation | null
  /** Those that were seen from their start on. */
  bursts: BurstTimes
  /** All of them. */
  every: BurstTimes
}

/** Some bursts are there by chance, so the first and the last are no limits. */
const OUTER_SHARE = 0.1

/** What is to be said of a window, by the clock that people look at. */
export const describeWindow = (found: FoundWindow, fleet: FleetStrata, wall: WallClock): DescribedWindow => {
  const { onsets, exposure, metric } = found
  const places = Int32Array.from({ length: onsets.length }, (_, at) => at)
  const all = mainHitsOf(onsets, places, found)
  const separatedBy = separateWindow(fleet, exposure, onsets, all.bursts, found)
  const isMeant = (at: number) =>
    separatedBy === null || isInside(separatedBy.stratum, onsets.segment[at] ?? 0, onsets.timeMs[at] ?? 0)
  const hits = all.bursts.filter(isMeant)
  const stratum = separatedBy === null ? fleet.strata.length : fleet.strata.indexOf(separatedBy.stratum)
  const lengthOf = new Map(all.bursts.map((at, place) => [at, all.lengthsMs[place] ?? 0]))
  const clear = seenFromStart(hits, lengthOf)
  const burstsOf = (of: readonly number[]) => ({
    nodes: of.map((at) => onsets.node[at] ?? -1),
    timesMs: of.map((at) => onsets.timeMs[at] ?? NaN),
  })
  const [bursts, every] = [burstsOf(clear), burstsOf(hits)]
  const spread = spreadOf(found, bursts.timesMs)
  const jitterMs = spread.toMs - spread.fromMs
  const nodes = nodesOf(found, hits)
  const groups = new Set(all.groups.filter((_, at) => isMeant(all.bursts[at] ?? -1)))
  return {
    ...minutesOnWall(found, spread, wall),
    seen: hits.length,
    of: Math.max(hits.length, Math.round(watchedIn(exposure[stratum] ?? new Float64Array(0), found))),
    periodsSeen: groups.size,
    periodsOf: Math.max(groups.size, Math.round(wall.offsetMs.length / Math.max(24, found.periodHours))),
    nodesAffected: nodes.length,
    nodesTotal: new Set(metric.rows.map(({ node }) => node)).size,
    nodes,
    jitterMinutes: Math.round(jitterMs / MINUTE_MS),
    medianDurationMs: medianOf(hits.map((at) => onsets.lengthMs[at] ?? NaN)),
    medianRise: medianOf(hits.map((at) => onsets.rise[at] ?? NaN)),
    firstSeenMs: every.timesMs.reduce((least, at) => Math.min(least, at), Infinity),
    lastSeenMs: every.timesMs.reduce((most, at) => Math.max(most, at), -Infinity),
    separatedBy,
    bursts: { ...bursts, jitterMs },
    every: { ...every, jitterMs },
  }
}

/** The window of a recurrence whose bursts began at these times; those seen late made it too long, and none began before the first. */
export const endByStarts = (
  found: FoundWindow,
  { bursts }: Pick<DescribedWindow, 'bursts'>,
  startsMs: readonly number[],
  wall: WallClock,
): Pick<DescribedWindow, 'startMinute' | 'endMinute' | 'startMinuteUtc' | 'jitterMinutes'> => {
  const [seen, begun] = [spreadOf(found, bursts.timesMs), spreadOf(found, startsMs)]
  const spread = { fromMs: Math.min(seen.fromMs, begun.fromMs), toMs: Math.min(seen.toMs, begun.toMs) }
  const { startMinute, endMinute, startMinuteUtc } = minutesOnWall(found, spread, wall)
  return {
    startMinute,
    endMinute,
    startMinuteUtc,
    jitterMinutes: Math.round((spread.toMs - spread.fromMs) / MINUTE_MS),
  }
}

/** On the clock of the window, from its start on. */
interface Spread {
  fromMs: number
  toMs: number
}

const minutesOnWall = (
  { periodHours, startBin, clock }: FoundWindow,
  { fromMs, toMs }: Spread,
  wall: WallClock,
): Pick<DescribedWindow, 'periodMinutes' | 'startMinute' | 'endMinute' | 'startMinuteUtc'> => {
  const periodMinutes = periodHours * 60
  const minutesAhead = (of: WallClock) => (lastOffsetMs(of) - lastOffsetMs(clock)) / MINUTE_MS
  const firstBin = startBin + Math.floor(fromMs / BIN_MS)
  const pastBin = startBin + Math.floor(toMs / BIN_MS) + 1
  const startMinute = modulo(minutesOf(firstBin) + minutesAhead(wall), periodMinutes)
  return {
    periodMinutes,
    startMinute,
    endMinute: startMinute + minutesOf(pastBin - firstBin),
    startMinuteUtc: modulo(minutesOf(firstBin) - lastOffsetMs(clock) / MINUTE_MS, periodMinutes),
  }
}

/** A burst that is shorter than this part of the longest quarter was seen late, among noise, and does not say when it began. */
const LATE_SHARE = 0.7
const LONG_QUANTILE = 0.75

const seenFromStart = (hits: readonly number[], lengthOf: ReadonlyMap<number, number>): number[] => {
  const sorted = Float64Array.from(hits, (at) => lengthOf.get(at) ?? 0).sort()
  const least = LATE_SHARE * (sorted[Math.floor(LONG_QUANTILE * (sorted.length - 1))] ?? 0)
  return hits.filter((at) => (lengthOf.get(at) ?? 0) >= least)
}

/** The shortest time that holds all but the outer share, as far as evenly spread bursts would reach of which it holds so many. */
const spreadOf = (
  { clock, startBin, widthBins, periodHours }: FoundWindow,
  timesMs: readonly number[],
): Spread => {
  const periodMs = periodHours * 60 * MINUTE_MS
  const outsideMs = (periodMs - widthBins * BIN_MS) / 2
  const after = timesMs.map((at) => {
    const wallMs = wallBinOf(clock, at) * BIN_MS + (at % BIN_MS)
    return modulo(wallMs - startBin * BIN_MS + outsideMs, periodMs) - outsideMs
  })
  const { low, high } = shortestOf(after, 1 - OUTER_SHARE)
  const beyond = ((high - low) * OUTER_SHARE) / (1 - OUTER_SHARE) / 2
  return { fromMs: Math.max(0, low - beyond), toMs: Math.min(widthBins * BIN_MS - 1, high + beyond) }
}

const shortestOf = (values: readonly number[], share: number): { low: number; high: number } => {
  const sorted = Float64Array.from(values).sort()
  const held = Math.max(1, Math.ceil(share * sorted.length))
  let [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  for (let from = 0; from + held <= sorted.length; from += 1) {
    const [first, last] = [sorted[from] ?? 0, sorted[from + held - 1] ?? 0]
    if (last - first < high - low) [low, high] = [first, last]
  }
  return { low, high }
}

/** Those that do it most often first. */
const nodesOf = (found: FoundWindow, hits: readonly number[]): RecurringOnNode[] => {
  const byNode = new Map<number, RecurringOnNode>()
  for (const at of hits) {
    const node = found.onsets.node[at] ?? -1
    const known = byNode.get(node)
    const seen = (known?.seen ?? 0) + 1
    const lastOnsetMs = Math.max(known?.lastOnsetMs ?? -Infinity, found.onsets.timeMs[at] ?? -Infinity)
    byNode.set(node, { node, seen, of: 0, lastOnsetMs })
  }
  const watched = watchedByNode(found)
  return [...byNode.values()]
    .map((own) => ({ ...own, of: Math.max(own.seen, watched.get(own.node) ?? 0) }))
    .sort((one, other) => other.seen - one.seen || one.node - other.node)
}

/** In how many periods the node was measured in the hour in which the window begins. */
const watchedByNode = ({
  metric,
  clock,
  startBin,
  periodHours,
}: FoundWindow): ReadonlyMap<number, number> => {
  const hours = clock.offsetMs.length
  const hourMs = 60 * MINUTE_MS
  const begins = Array.from({ length: hours }, (_, hour) => hour).filter((hour) => {
    const bin = wallBinOf(clock, clock.fromMs + hour * hourMs)
    const after = modulo(startBin - bin, (periodHours * hourMs) / BIN_MS)
    return after < hourMs / BIN_MS
  })
  return new Map(
    metric.rows.map(({ node }, row) => [
      node,
      begins.reduce((sum, hour) => sum + (metric.observed[row * hours + hour] ?? 0), 0),
    ]),
  )
}
