import type { ClockBandAnswer, ClockBandParams } from '../contract/clock-band'
import { parseClockBand } from '../contract/clock-band-text'
import { bandDays, bandWindows, type ClockBand } from '../core/clock-band'
import { InvalidInputError } from '../core/errors'
import { ClockFolder } from '../core/fold'
import { dateOf, type LocalDays } from '../core/local-days'
import type { Window } from '../core/series'
import { zoneOffset } from '../core/zoned-time'
import { readEventNames } from '../store/event-names'
import { readNodes, type NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { readScope } from './clock-scope'
import { bookOfNodes } from './name-nodes'
import { visitNodeMaxima, type Checkpoint } from './node-maxima'
import { tidy } from './tidy'

const MOST_NODES = 500
const MOST_EVENT_NAMES = 50

export const readClockBand = async (
  snapshot: Snapshot,
  params: ClockBandParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<ClockBandAnswer> => {
  const scope = await readScope(snapshot, params, nowMs)
  const band = bandOf(params.band)
  const { metric, days, isCounted, nodes, head } = scope
  const folder = new ClockFolder(days.days)
  const found = createFound(days)
  await visitNodeMaxima(snapshot, metric.id, nodes, days, checkpoint, (node, maxima) => {
    const threshold = folder.thresholdOf(maxima)
    if (threshold === threshold) addNode(found, node, threshold, bandDays(maxima, threshold, band, isCounted))
  })
  const windows = bandWindows(days, band, zoneOffset(params.tz))
  const counted = windows.flatMap((window, day) => (isCounted(day) ? [{ window, day }] : []))
  const events = await readBandEvents(
    snapshot,
    counted.map(({ window }) => window),
    params.filter.trim() === '' ? null : nodes,
  )
  return {
    ...head,
    nodes: found.nodes.sort(byOften).slice(0, MOST_NODES),
    shown: Math.min(found.nodes.length, MOST_NODES),
    above: found.nodes.length,
    total: found.total,
    days: counted.map(({ window, day }) => ({
      date: dateOf(days, day),
      ...window,
      above: found.above[day] ?? 0,
      measured: found.measured[day] ?? 0,
    })),
    ...events,
  }
}

const bandOf = (text: string): ClockBand => {
  const band = parseClockBand(text)
  if (band === null) throw new InvalidInputError(`band: not a part of the day: ${text}`, { reason: 'band' })
  return band
}

interface Found {
  nodes: ClockBandAnswer['nodes']
  total: number
  /** By day. */
  above: Uint32Array
  measured: Uint32Array
}

const createFound = ({ days }: LocalDays): Found => ({
  nodes: [],
  total: 0,
  above: new Uint32Array(days),
  measured: new Uint32Array(days),
})

const addNode = (
  found: Found,
  node: NodeRow,
  threshold: number,
  { measured, above, highest }: ReturnType<typeof bandDays>,
): void => {
  const [of, seen] = [addDays(found.measured, measured), addDays(found.above, above)]
  if (of > 0) found.total += 1
  if (seen === 0) return
  found.nodes.push({
    node: node.id,
    name: node.name,
    cluster: node.cluster,
    seen,
    of,
    threshold: tidy(threshold),
    highest: tidy(highest),
  })
}

/** Adds the days of a node to those of all, and says how many it has. */
const addDays = (all: Uint32Array, ofNode: Uint8Array): number => {
  let count = 0
  ofNode.forEach((is, day) => {
    count += is
    all[day] = (all[day] ?? 0) + is
  })
  return count
}

const byOften = (one: Found['nodes'][number], other: Found['nodes'][number]): number =>
  other.seen / other.of - one.seen / one.of || other.seen - one.seen || one.node - other.node

/** `wanted` is null where events of all nodes are asked for, also of those that are not known. */
const readBandEvents = async (
  snapshot: Snapshot,
  windows: readonly Window[],
  wanted: readonly NodeRow[] | null,
): Promise<Pick<ClockBandAnswer, 'events' | 'eventNames'>> => {
  const of =
    wanted === null
      ? null
      : {
          nodes: bookOfNodes(await readNodes(snapshot)).namesOf(wanted),
          clusters: [...new Set(wanted.map(({ cluster }) => cluster))],
        }
  const { names, total } = await readEventNames(snapshot, { windows, of, limit: MOST_EVENT_NAMES })
  return { events: names, eventNames: total }
}
