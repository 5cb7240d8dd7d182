import { eventKeyOf } from '../event'
import { groupBy } from '../group-by'
import { MINUTE_MS } from '../times'

/** An event of a node; one without a node is the fleet's. */
export interface ExplainedEvent {
  source: string
  name: string
  atMs: number
  node: number | null
  /** Found by looking at the node, which may be at any time while it lasts: it is no cause, but says what goes on. */
  isFinding?: boolean
}

export interface MatchedEvent {
  source: string
  name: string
  /** The first that matches. */
  atMs: number
  node: number | null
  /** How many affected nodes had one shortly before they were. */
  matched: number
  of: number
  /** How many of them would have had one by chance. */
  expected: number
  /** Median of how long before the onset it was. */
  leadMs: number
}

/** An event so long before an onset, or so shortly after it as clocks and steps differ, may have to do with it. */
const BEFORE_MS = 15 * MINUTE_MS
const MOST_EVENTS = 20
const ENOUGH_EVIDENCE = 2

interface Occasion {
  onsets: ReadonlyMap<number, number>
  nodeCount: number
  fromMs: number
  toMs: number
  stepMs: number
}

/** Events that came shortly before the onsets, on more of the affected nodes than chance explains; the best first. */
export const matchEvents = (events: readonly ExplainedEvent[], occasion: Occasion): MatchedEvent[] => {
  return [...groupBy(events, eventKeyOf).values()]
    .flatMap((ofName) => matchName(ofName, occasion))
    .map((match) => ({ match, evidence: evidenceOf(match) }))
    .filter(({ evidence }) => evidence >= ENOUGH_EVIDENCE)
    .sort((one, other) => other.evidence - one.evidence || other.match.leadMs - one.match.leadMs)
    .slice(0, MOST_EVENTS)
    .map(({ match }) => match)
}

const evidenceOf = ({ matched, expected }: MatchedEvent): number =>
  matched <= expected ? 0 : matched * Math.log(matched / expected) - (matched - expected)

const matchName = (ofName: readonly ExplainedEvent[], occasion: Occasion): MatchedEvent[] => {
  const { onsets, stepMs, toMs } = occasion
  const isFinding = ofName.every((event) => event.isFinding === true)
  const events = isFinding ? firstOfNodes(ofName) : ofName
  const leads: number[] = []
  let first: ExplainedEvent | undefined
  for (const [node, onsetMs] of onsets) {
    const near = events.filter(
      (event) =>
        (event.node === null || event.node === node) &&
        event.atMs >= onsetMs - BEFORE_MS &&
        event.atMs <= (isFinding ? toMs : onsetMs + stepMs),
    )
    const [closest] = near.sort((one, other) => other.atMs - one.atMs)
    if (closest === undefined) continue
    leads.push(onsetMs - closest.atMs)
    if (first === undefined || closest.atMs < first.atMs) first = closest
  }
  if (first === undefined) return []
  leads.sort((one, other) => one - other)
  const { source, name, atMs, node } = first
  return [
    {
      source,
      name,
      atMs,
      node,
      matched: leads.length,
      of: onsets.size,
      expected: expectedMatches(events, occasion, leads.length),
      leadMs: leads[leads.length >> 1] ?? 0,
    },
  ]
}

/** Whoever looks again finds the same again. */
const firstOfNodes = (events: readonly ExplainedEvent[]): ExplainedEvent[] => {
  const firsts = new Map<number | null, ExplainedEvent>()
  for (const event of events)
    if (event.atMs < (firsts.get(event.node)?.atMs ?? Infinity)) firsts.set(event.node, event)
  return [...firsts.values()]
}

/** By the rate at which nodes had such events that match nothing, and never quite none. */
const expectedMatches = (
  events: readonly ExplainedEvent[],
  { onsets, nodeCount, fromMs, toMs, stepMs }: Occasion,
  matched: number,
): number => {
  const isFleetWide = events.some(({ node }) => node === null)
  const isFinding = events.every((event) => event.isFinding === true)
  const spans = isFinding ? 1 : Math.max(1, (toMs - fromMs) / (BEFORE_MS + stepMs))
  const occasions = (isFleetWide ? 1 : nodeCount) * spans
  const unmatched = Math.max(0, events.length - matched) + 0.5
  return onsets.size * (1 - Math.exp(-unmatched / occasions))
}
