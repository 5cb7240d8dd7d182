import type { OnsetColumns } from '../onsets/onset-columns'
import type { HistoryRow } from '../fleet-history'
import { HOUR_MS, MINUTE_MS } from '../times'
import type { IncidentSignature } from './incident-signature'
import { resourceOf } from './roles'

/** The bursts of a metric in the days before the window. */
export interface EarlierBursts {
  metric: string
  rows: readonly HistoryRow[]
  onsets: OnsetColumns
}

/** A node did what the affected ones do. */
export interface Occurrence {
  node: number
  atMs: number
}

/** An earlier time at which nodes did the same. */
export interface EarlierEpisode {
  fromMs: number
  /** The last onset. */
  toMs: number
  nodes: readonly number[]
  /** How many of them are affected now as well. */
  sameNodes: number
}

/** What belongs together begins within this time on one node. */
const TOGETHER_MS = 15 * MINUTE_MS
/** Part of the rise that it has to reach again. */
const SAME_RISE = 0.5
/** Fewer nodes than this part of those affected now are another thing. */
const SAME_NODES_SHARE = 0.4
const MOST_EPISODES = 5

/** When nodes showed the same signature, in the order of time. */
export const findOccurrences = (
  signature: IncidentSignature,
  bursts: readonly EarlierBursts[],
  beforeMs: number,
): Occurrence[] => {
  const byNode = new Map<number, { atMs: number; metric: string }[]>()
  for (const { metric, rise } of signature) {
    const ofMetric = bursts.find((one) => one.metric === metric)
    if (ofMetric === undefined) continue
    const { rows, onsets } = ofMetric
    for (let at = 0; at < onsets.length; at += 1) {
      const atMs = onsets.startMs[at] ?? NaN
      const node = rows[onsets.row[at] ?? -1]?.node
      if (node === undefined || !(atMs < beforeMs) || (onsets.rise[at] ?? 0) < SAME_RISE * rise) continue
      const known = byNode.get(node)
      if (known === undefined) byNode.set(node, [{ atMs, metric }])
      else known.push({ atMs, metric })
    }
  }
  const signs = new Set(signature.map(({ metric }) => signOf(metric)))
  return [...byNode]
    .flatMap(([node, ofNode]) => togetherOn(ofNode, signs.size).map((atMs) => ({ node, atMs })))
    .sort((one, other) => one.atMs - other.atMs)
}

/** Metrics of a resource say the same, but for its errors: what has none of them is another thing. */
const signOf = (metric: string): string =>
  metric.includes('.errors.') ? `${resourceOf(metric)} errors` : resourceOf(metric)

/** Moments at which all signs were seen one shortly after the other. */
const togetherOn = (bursts: { atMs: number; metric: string }[], enough: number): number[] => {
  bursts.sort((one, other) => one.atMs - other.atMs)
  const moments: number[] = []
  let first = 0
  while (first < bursts.length) {
    const atMs = bursts[first]?.atMs ?? NaN
    let next = first
    const signs = new Set<string>()
    while (next < bursts.length && (bursts[next]?.atMs ?? NaN) <= atMs + TOGETHER_MS) {
      signs.add(signOf(bursts[next]?.metric ?? ''))
      next += 1
    }
    if (signs.size >= enough) moments.push(atMs)
    first = signs.size >= enough ? next : first + 1
  }
  return moments
}

/** Occurrences that follow each other closely are one episode; of those on as many nodes as now, the newest first. */
export const findEpisodes = (
  occurrences: readonly Occurrence[],
  affected: ReadonlySet<number>,
): EarlierEpisode[] => {
  const episodes: Occurrence[][] = []
  for (const occurrence of occurrences) {
    const last = episodes.at(-1)
    if (last !== undefined && occurrence.atMs - (last.at(-1)?.atMs ?? 0) <= HOUR_MS) last.push(occurrence)
    else episodes.push([occurrence])
  }
  return episodes
    .map((own) => {
      const nodes = [...new Set(own.map(({ node }) => node))]
      return {
        fromMs: own[0]?.atMs ?? 0,
        toMs: own.at(-1)?.atMs ?? 0,
        nodes,
        sameNodes: nodes.filter((node) => affected.has(node)).length,
      }
    })
    .filter(({ nodes }) => nodes.length >= SAME_NODES_SHARE * affected.size)
    .reverse()
    .slice(0, MOST_EPISODES)
}
