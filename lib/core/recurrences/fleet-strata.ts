import type { NodeHistory } from '../fleet-history'
import type { Window } from '../series'
import { factsAt } from '../strata/facts-at'
import { stratify } from '../strata/stratify'
import { HOUR_MS } from '../times'

/** A node for as long as its facts stay the same. */
export interface Segment {
  node: number
  fromMs: number
  toMs: number
}

/** Nodes at those times at which a fact has a value. */
export interface FleetStratum {
  fact: string
  op: '=' | '<' | '>='
  value: string
  /** By segment: 1 is inside; ignored where the stratum is an age. */
  members: Int8Array
  /** Null unless the stratum is an age: by segment since when the node is there, and when it reaches the age of the cut; NaN is unknown. */
  ages: { sinceMs: Float64Array; turnsMs: Float64Array } | null
}

export interface FleetStrata {
  segments: readonly Segment[]
  /** By node, its first segment; they follow each other. */
  firstOf: Int32Array
  strata: readonly FleetStratum[]
}

const AGE_CUTS_HOURS: readonly number[] = [1, 3, 6, 12, 24, 48, 72, 168, 336, 720, 2160]
const MOMENT_OF: Readonly<Record<string, string>> = { age: 'launch_time', uptime: 'boot_time' }
const AGES: readonly string[] = Object.keys(MOMENT_OF)
/** A boot so soon after the launch is the same moment. */
const SAME_MOMENT_MS = HOUR_MS

export const isInside = ({ op, members, ages }: FleetStratum, segment: number, timeMs: number): boolean => {
  if (ages === null) return members[segment] === 1
  const turnMs = ages.turnsMs[segment] ?? NaN
  return op === '<' ? timeMs < turnMs && timeMs >= (ages.sinceMs[segment] ?? NaN) : timeMs >= turnMs
}

/** Every way in which a fact divides the fleet, at every moment of the window. */
export const strataOfFleet = (nodes: readonly NodeHistory[], window: Window): FleetStrata => {
  const segments: Segment[] = []
  const firstOf = new Int32Array(nodes.length + 1)
  nodes.forEach((node, index) => {
    firstOf[index] = segments.length
    const bounds = boundsOf(node, window)
    for (let at = 1; at < bounds.length; at += 1)
      segments.push({ node: index, fromMs: bounds[at - 1] ?? NaN, toMs: bounds[at] ?? NaN })
  })
  firstOf[nodes.length] = segments.length
  const facts = segments.map(({ node, fromMs }) => factsAt(nodes[node] ?? { name: '', facts: [] }, fromMs))
  const plain = facts.map((own) => new Map([...own].filter(([fact]) => !AGES.includes(fact))))
  const fixed = stratify(plain).map((stratum) => ({ ...stratum, ages: null }))
  return { segments, firstOf, strata: [...fixed, ...agesOf(nodes, segments)] }
}

const boundsOf = ({ facts }: NodeHistory, { fromMs, toMs }: Window): number[] => {
  const inner = facts.flatMap((fact) => [fact.fromMs, fact.toMs]).filter((at) => at > fromMs && at < toMs)
  return [...new Set([fromMs, ...inner, toMs])].sort((one, other) => one - other)
}

const agesOf = (nodes: readonly NodeHistory[], segments: readonly Segment[]): FleetStratum[] => {
  const bornMs = momentsOf(nodes, segments, ['launch_time', 'boot_time'])
  const bootMs = momentsOf(nodes, segments, ['boot_time'])
  const isOwn = bootMs.some((boot, at) => Math.abs(boot - (bornMs[at] ?? NaN)) > SAME_MOMENT_MS)
  return [...cutAges('age', bornMs, segments), ...(isOwn ? cutAges('uptime', bootMs, segments) : [])]
}

const momentsOf = (
  nodes: readonly NodeHistory[],
  segments: readonly Segment[],
  moments: readonly string[],
): Float64Array =>
  Float64Array.from(segments, ({ node, fromMs }) => {
    const held = nodes[node]?.facts.filter((fact) => fact.fromMs <= fromMs && fromMs < fact.toMs) ?? []
    for (const moment of moments) {
      const text = held.find(({ fact }) => fact === moment)?.value ?? ''
      const timeMs = text.trim() === '' ? NaN : Number(text)
      if (Number.isFinite(timeMs)) return timeMs
    }
    return NaN
  })

/** Cuts that have some of the fleet's time on either side. */
const cutAges = (fact: string, sinceMs: Float64Array, segments: readonly Segment[]): FleetStratum[] => {
  const known = segments.flatMap(({ fromMs, toMs }, at) => {
    const bornMs = sinceMs[at] ?? NaN
    return bornMs === bornMs ? [{ youngest: Math.max(0, fromMs - bornMs), oldest: toMs - bornMs }] : []
  })
  const youngestMs = known.reduce((least, { youngest }) => Math.min(least, youngest), Infinity)
  const oldestMs = known.reduce((most, { oldest }) => Math.max(most, oldest), 0)
  return AGE_CUTS_HOURS.filter((cut) => cut * HOUR_MS > youngestMs && cut * HOUR_MS < oldestMs).flatMap(
    (cut) => {
      const turnsMs = sinceMs.map((since) => since + cut * HOUR_MS)
      const members = new Int8Array(0)
      return (['<', '>='] as const).map((op) => ({
        fact,
        op,
        value: String(cut),
        members,
        ages: { sinceMs, turnsMs },
      }))
    },
  )
}
