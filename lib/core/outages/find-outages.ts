import { groupBy } from '../group-by'
import { decompose, type Fault } from './decompose'
import { pathSpans, type PathRuns } from './path-spans'
import type { ProbePath, ProbeRun } from './probe'
import { overlapMs, type Presence, type Silence, type TimeSpan } from './silences'

/**
 * `node`: silent or not answering on both sides; `source`: all probes from it fail; `target`: all probes to it fail;
 * `silence`: nothing is heard of it, and nobody probes it; `path`: only what one node tries to reach at another.
 */
export const OUTAGE_KINDS = ['node', 'source', 'target', 'silence', 'path'] as const
export type OutageKind = (typeof OUTAGE_KINDS)[number]

export interface Evidence {
  isSilent: boolean
  /** Probes while it lasted that could have shown it. */
  probes: number
  failed: number
  /** How many others they came from, or went to. */
  peers: number
}

export interface Outage {
  kind: OutageKind
  /** The endpoint that is out; of a path its source. */
  endpoint: number
  /** Of a path alone. */
  path: ProbePath | null
  fromMs: number
  /** Null while it lasts. */
  toMs: number | null
  /** From the last good observation to the first bad one; null where there was no good one. */
  detectMs: number | null
  evidence: Evidence
}

/** What looked like an outage and is none. */
export interface Discounted {
  reason: 'answers' | 'replaced'
  node: number
  fromMs: number
  toMs: number | null
}

export interface OutageInput {
  presence: Presence
  /** How long after the last sample of a node its silence can be told. */
  stepMs: number
  paths: readonly ProbePath[]
  probes: readonly PathRuns[]
  asOfMs: number
  /** Whether the node was made anew in this time. */
  isReplaced: (node: number, span: TimeSpan) => boolean
}

export interface FoundOutages {
  /** In order of their beginning. */
  outages: Outage[]
  discounted: Discounted[]
}

/** What belongs together may lie so far apart: a probe fails before a node is silent, or after. */
const JOINED_MS = 180_000
/** At its edges a silence is not precise. */
const EDGE_MS = 120_000

/** Who was out, from when to when and why that is believed. */
export const findOutages = (input: OutageInput): FoundOutages => {
  const { presence, paths, probes } = input
  const spans = probes.map(pathSpans)
  const silences = silencesByNode(presence.silences)
  const faults = decompose(paths, spans, (endpoint) => silences.get(endpoint) ?? [])
  const found: FoundOutages = { outages: [], discounted: [] }
  for (const [endpoint, signs] of signsByEndpoint(faults, presence.silences))
    for (const joined of joinSigns(signs)) addEndpoint(found, input, endpoint, joined)
  const byEnd = groupBy(faults, ({ side, of }) => `${side} ${String(of)}`)
  for (const fault of faults) {
    const path = fault.side === 'path' ? paths[fault.of] : undefined
    if (path === undefined) continue
    const ofEnds = [`source ${String(path.source)}`, `target ${String(path.target)}`].flatMap(
      (end) => byEnd.get(end) ?? [],
    )
    if (!isPartOf(fault, probes[fault.of]?.reachMs ?? 0, ofEnds))
      found.outages.push(toPathOutage(input, path, fault))
  }
  found.outages.sort((one, other) => one.fromMs - other.fromMs || one.endpoint - other.endpoint)
  return found
}

const silencesByNode = (silences: readonly Silence[]): Map<number, Silence[]> => {
  const byNode = new Map<number, Silence[]>()
  for (const silence of silences) byNode.set(silence.node, [...(byNode.get(silence.node) ?? []), silence])
  return byNode
}

/** One reason to believe that an endpoint is out. */
interface Sign extends TimeSpan {
  side: 'source' | 'target' | 'silence'
  lastGoodMs: number | null
}

const signsByEndpoint = (faults: readonly Fault[], silences: readonly Silence[]): Map<number, Sign[]> => {
  const byEndpoint = new Map<number, Sign[]>()
  const add = (endpoint: number, sign: Sign): void => {
    byEndpoint.set(endpoint, [...(byEndpoint.get(endpoint) ?? []), sign])
  }
  for (const { side, of, fromMs, toMs, lastGoodMs } of faults)
    if (side !== 'path') add(of, { side, fromMs, toMs, lastGoodMs })
  for (const { node, fromMs, toMs } of silences)
    add(node, { side: 'silence', fromMs, toMs, lastGoodMs: null })
  return byEndpoint
}

/** Signs that touch are of one outage. */
const joinSigns = (signs: readonly Sign[]): Sign[][] => {
  const groups: Sign[][] = []
  let untilMs = -Infinity
  for (const sign of signs.toSorted((one, other) => one.fromMs - other.fromMs)) {
    if (sign.fromMs <= untilMs + JOINED_MS) groups.at(-1)?.push(sign)
    else groups.push([sign])
    untilMs = Math.max(untilMs, sign.toMs)
  }
  return groups
}

const addEndpoint = (
  found: FoundOutages,
  input: OutageInput,
  endpoint: number,
  signs: readonly Sign[],
): void => {
  const fromMs = Math.min(...signs.map((sign) => sign.fromMs))
  const span = { fromMs, toMs: Math.max(...signs.map((sign) => sign.toMs)) }
  const toMs = endOf(span.toMs, input.asOfMs)
  const sides = new Set(signs.map(({ side }) => side))
  const evidence = { ...evidenceOf(input, endpoint, sides, span), isSilent: sides.has('silence') }
  // Of what lasts to the end of what is known, nothing later is a part.
  const known = { fromMs, toMs: Math.min(span.toMs, input.asOfMs) }
  if (input.isReplaced(endpoint, known))
    found.discounted.push({ reason: 'replaced', node: endpoint, fromMs, toMs })
  else if (sides.size === 1 && sides.has('silence') && answersDuring(input, endpoint, span))
    found.discounted.push({ reason: 'answers', node: endpoint, fromMs, toMs })
  else
    found.outages.push({
      kind: kindOf(sides),
      endpoint,
      path: null,
      fromMs,
      toMs,
      detectMs: detectMsOf(signs, input.stepMs),
      evidence,
    })
}

const endOf = (toMs: number, asOfMs: number): number | null => (toMs >= asOfMs ? null : toMs)

const kindOf = (sides: ReadonlySet<Sign['side']>): OutageKind => {
  if (sides.size > 1) return 'node'
  if (sides.has('source')) return 'source'
  return sides.has('target') ? 'target' : 'silence'
}

/** By the sign that came first. */
const detectMsOf = (signs: readonly Sign[], stepMs: number): number | null => {
  const first = signs.reduce((one, other) => (other.fromMs < one.fromMs ? other : one))
  if (first.side === 'silence') return stepMs
  return first.lastGoodMs === null ? null : first.fromMs - first.lastGoodMs
}

/** Whether others reached the node while nothing was heard of it: then its collector was away, and not the node. */
const answersDuring = ({ paths, probes }: OutageInput, endpoint: number, span: TimeSpan): boolean => {
  const inner = { fromMs: span.fromMs + EDGE_MS / 2, toMs: span.toMs - EDGE_MS / 2 }
  return paths.some(
    ({ target }, path) =>
      target === endpoint &&
      probes[path]?.runs.some(
        (run) => run.isConnected && run.firstMs < inner.toMs && run.lastMs >= inner.fromMs,
      ) === true,
  )
}

const evidenceOf = (
  { paths, probes }: OutageInput,
  endpoint: number,
  sides: ReadonlySet<Sign['side']>,
  span: TimeSpan,
): Evidence => {
  const evidence: Evidence = { isSilent: false, probes: 0, failed: 0, peers: 0 }
  const peers = new Set<number>()
  paths.forEach(({ source, target }, path) => {
    const isTo = target === endpoint && (sides.has('target') || sides.has('silence'))
    const isFrom = source === endpoint && sides.has('source')
    if (!isTo && !isFrom) return
    const counts = countProbes(probes[path]?.runs ?? [], span)
    if (counts.probes > 0) peers.add(isTo ? source : target)
    evidence.probes += counts.probes
    evidence.failed += counts.failed
  })
  return { ...evidence, peers: peers.size }
}

/** Probes of a run are spread evenly over it. */
const countProbes = (runs: readonly ProbeRun[], span: TimeSpan): { probes: number; failed: number } => {
  const counts = { probes: 0, failed: 0 }
  for (const { isConnected, count, firstMs, lastMs } of runs) {
    if (lastMs < span.fromMs || firstMs >= span.toMs) continue
    const lengthMs = lastMs - firstMs
    const isWhole = firstMs >= span.fromMs && lastMs < span.toMs
    const share = lengthMs === 0 ? 1 : overlapMs({ fromMs: firstMs, toMs: lastMs }, span) / lengthMs
    const inside = isWhole ? count : Math.max(1, Math.round(count * share))
    counts.probes += inside
    if (!isConnected) counts.failed += inside
  }
  return counts
}

/** Until all peers have noticed that an end is out, and while they notice that it is back, single paths seem to be. */
const isPartOf = (fault: Fault, reachMs: number, ofEnds: readonly Fault[]): boolean =>
  ofEnds.some(({ fromMs, toMs }) => fault.fromMs >= fromMs - reachMs && fault.toMs <= toMs + reachMs)

const toPathOutage = (input: OutageInput, path: ProbePath, fault: Fault): Outage => {
  const { fromMs, toMs, lastGoodMs } = fault
  const counts = countProbes(input.probes[fault.of]?.runs ?? [], { fromMs, toMs })
  return {
    kind: 'path',
    endpoint: path.source,
    path,
    fromMs,
    toMs: endOf(toMs, input.asOfMs),
    detectMs: lastGoodMs === null ? null : fromMs - lastGoodMs,
    evidence: { ...counts, isSilent: false, peers: 1 },
  }
}
