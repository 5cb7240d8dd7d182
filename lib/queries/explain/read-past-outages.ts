import type { NodeHistory } from '../../core/fleet-history'
import type { ExplainedEvent } from '../../core/explain/match-events'
import type { PastOutages } from '../../core/explain/separate-outages'
import { findOutages } from '../../core/outages/find-outages'
import { isReplacedIn } from '../../core/outages/replaced'
import { readPresence, type Silence } from '../../core/outages/silences'
import type { Window } from '../../core/series'
import { BUCKET_MS, DAY_MS, MINUTE_MS } from '../../core/times'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { minutesKeptFromMs } from '../asked-window'
import { readListedNodes } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { heardWindow, readHeard } from '../outages/read-heard'
import { readAttempts, type Attempts } from '../outages/read-probes'

const MOST_DAYS = 7
const FEWEST_DAYS_OF_MINUTES = 3
/** Steps of nodes; of a large fleet fewer days have to do. */
const MOST_STEPS = 2_000_000
/** Each is asked by itself whether the node answered; the newest so many are enough to tell kinds of nodes apart. */
const MOST_SILENCES = 100
/** A probe in this time says whether the node answered while it was silent. */
const LONGEST_PIECE_MS = 30 * MINUTE_MS

interface Question {
  window: Window
  rows: readonly NodeRow[]
  /** Of the rows. */
  histories: readonly NodeHistory[]
  /** Outages of nodes near the window. */
  near: readonly ExplainedEvent[]
  nowMs: number
  asOfMs: number
}

/** Who went out in the days up to the end of the window; asked only where somebody went out in it. */
export const readPastOutages = async (
  snapshot: Snapshot,
  { window, rows, histories, near, nowMs, asOfMs }: Question,
  checkpoint: Checkpoint,
): Promise<PastOutages | undefined> => {
  const out = new Set(near.flatMap(({ node }) => node ?? []))
  if (out.size === 0) return undefined
  const toMs = Math.min(window.toMs, asOfMs)
  const listed = await readListedNodes(snapshot, { fromMs: toMs - MOST_DAYS * DAY_MS, toMs }, asOfMs)
  const keptMs = toMs - minutesKeptFromMs(snapshot, nowMs)
  const past = { fromMs: toMs - daysOf(listed.length, keptMs / DAY_MS) * DAY_MS, toMs }
  const stepped = await heardWindow(snapshot, past, 0, listed.length, nowMs)
  const steps = await readHeard(snapshot, stepped, listed, toMs, checkpoint)
  const presence = readPresence(steps)
  const silences = presence.silences.toSorted((one, other) => one.fromMs - other.fromMs).slice(-MOST_SILENCES)
  const isCut = silences.length < presence.silences.length
  const known = { fromMs: isCut ? (silences[0]?.fromMs ?? past.fromMs) : past.fromMs, toMs }
  const nodes = listed.map(({ row }) => row)
  const placeOf = new Map(rows.map(({ id }, place) => [id, place]))
  const ofListed = nodes.map(({ id, name }) => histories[placeOf.get(id) ?? -1] ?? { name, facts: [] })
  const probed = await readAttempts(snapshot, silences.map(toAttempts), nodes, checkpoint)
  const { outages } = findOutages({
    presence: { ...presence, silences },
    stepMs: steps.stepMs,
    ...probed,
    asOfMs: toMs,
    isReplaced: (node, span) => isReplacedIn(ofListed[node], span),
  })
  // Of other nodes too few probes were read to say that they were out.
  const begun = outages.filter(({ evidence, fromMs }) => evidence.isSilent && fromMs >= known.fromMs)
  return { rates: { presence, nodes: ofListed, window: known, begun }, out }
}

/** Days in minutes where enough of them are kept and can be read at once, or else in steps of five. */
const daysOf = (nodeCount: number, keptDays: number): number => {
  const daysAt = (stepMs: number) => MOST_STEPS / Math.max(1, nodeCount * (DAY_MS / stepMs))
  const ofMinutes = Math.min(MOST_DAYS, keptDays, daysAt(MINUTE_MS))
  return ofMinutes >= FEWEST_DAYS_OF_MINUTES ? ofMinutes : Math.min(MOST_DAYS, daysAt(BUCKET_MS))
}

const toAttempts = ({ node, fromMs, toMs }: Silence): Attempts => ({
  target: node,
  fromMs: fromMs - MINUTE_MS,
  toMs: Math.min(toMs, fromMs + LONGEST_PIECE_MS) + MINUTE_MS,
})
