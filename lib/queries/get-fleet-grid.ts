import type { FleetGrid, FleetNode, FleetParams } from '../contract/fleet'
import { marksIn, resourcesIn, type NodeMark } from '../contract/fleet-choice'
import { isGroupOpen, parseOpenGroups } from '../contract/open-groups'
import type { Comparison } from '../contract/view-choices'
import type { Window } from '../core/series'
import { DAY_MS } from '../core/times'
import { getStore } from '../store/db'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf, readFactsVersion } from '../store/store-state'
import { askedGridWindow, readingsWindow } from './asked-window'
import { cellsOfSlot, verdictsOfSlot } from './cells-of-slot'
import { chooseNodes, readsFacts, type ChosenNode } from './choose-nodes'
import { describeResources } from './describe-resources'
import { groupFleet, type GroupedFleet } from './group-fleet'
import { headlineCells, neededMetrics, type HeadlineCell } from './headline-cells'
import { readListedNodes } from './node-heard'
import { rankFleet } from './rank-fleet'
import type { RatedFleet, RatedNode } from './rated-fleet'
import { readFolded } from './read-folded'
import { nodeVerdict, summariseFleet } from './summarise-fleet'
import { unlessKnown, type QueryContext } from './unless-known'
import type { SteppedWindow } from './window-step'

export const getFleetGrid = (params: FleetParams, context: QueryContext): Promise<FleetGrid | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { window } = askedGridWindow(snapshot, params, context.nowMs)
    const facts = readsFacts(params) ? await readFactsVersion(snapshot) : ''
    return unlessKnown(context, snapshot, { window, facts }, () =>
      readFleetGrid(snapshot, params, context.nowMs),
    )
  })

export const readFleetGrid = async (
  snapshot: Snapshot,
  params: FleetParams,
  nowMs: number,
): Promise<FleetGrid> => {
  const stepped = askedGridWindow(snapshot, params, nowMs)
  const { window, stepMs } = stepped
  const progress = progressOf(snapshot.state)
  const listed = await readListedNodes(snapshot, window, progress.asOfMs ?? nowMs)
  const chosen = await chooseNodes(snapshot, listed, params, Math.min(window.toMs, nowMs))
  const matched = new Set(chosen.nodes)
  const guests = chosen.pinned.filter((node) => !matched.has(node))
  const earlier = earlierWindow(snapshot, window, params.compare, nowMs)
  const cells = headlineCells(resourcesIn(params.columns))
  const fleet = await rateNodes(snapshot, cells, [...chosen.nodes, ...guests], stepped, earlier)
  const wanted = wantedPlaces(fleet.nodes.slice(0, chosen.nodes.length), marksIn(params.verdict))
  const ranked = rankFleet(fleet, wanted, params.sort)
  const groups = params.group === '' ? null : groupFleet(fleet, ranked, params.sort)
  const shown = listedRows(ranked, groups, params).slice(params.offset, params.offset + params.limit)
  const toNode = fleetNodeOf(fleet)
  return {
    window,
    stepMs,
    nowMs,
    asOfMs: progress.asOfMs,
    resources: describeResources(),
    nodes: shown.flatMap(toNode),
    summary: summariseFleet(fleet.nodes.slice(0, chosen.nodes.length), cells),
    total: wanted.length,
    shown: shown.length,
    known: listed.length,
    offset: params.offset,
    ...(groups === null ? {} : { groups: { of: groups.of, items: groups.items } }),
    ...(chosen.pinned.length === 0 ? {} : { pinned: pinnedNodes(fleet, chosen.pinned, toNode) }),
    ...(earlier === null ? {} : { earlierWindow: earlier.window }),
  }
}

const SHIFT_MS: Record<Comparison, number> = { '': 0, yesterday: DAY_MS, week: 7 * DAY_MS }

/** In steps of its own, because of minutes that are gone five minutes are kept. */
const earlierWindow = (
  snapshot: Snapshot,
  { fromMs, toMs }: Window,
  compare: Comparison,
  nowMs: number,
): SteppedWindow | null => {
  const shiftMs = SHIFT_MS[compare]
  if (shiftMs === 0) return null
  return readingsWindow(snapshot, { fromMs: fromMs - shiftMs, toMs: toMs - shiftMs }, nowMs)
}

const rateNodes = async (
  snapshot: Snapshot,
  cells: readonly HeadlineCell[],
  nodes: readonly ChosenNode[],
  stepped: SteppedWindow,
  earlier: SteppedWindow | null,
): Promise<RatedFleet> => {
  const question = { metrics: neededMetrics(cells), nodes: nodes.map(({ row }) => row) }
  const folded = await readFolded(snapshot, { ...question, stepped })
  return {
    cells,
    folded,
    earlier: earlier === null ? null : await readFolded(snapshot, { ...question, stepped: earlier }),
    nodes: nodes.map((node, place) => ({
      ...node,
      name: node.row.name,
      verdicts: verdictsOfSlot(cells, folded, place),
    })),
  }
}

const hasMark = ({ state, verdicts }: RatedNode, marks: readonly NodeMark[]): boolean => {
  const verdict = nodeVerdict(verdicts)
  return marks.some((mark) => mark === state || (state !== 'gone' && mark === verdict))
}

/** The places of the nodes with one of these marks, or of all. */
const wantedPlaces = (nodes: readonly RatedNode[], marks: readonly NodeMark[]): number[] =>
  nodes.flatMap((node, place) => (marks.length === 0 || hasMark(node, marks) ? [place] : []))

/** The nodes that have a row: those of open groups, where there are groups. */
const listedRows = (
  ranked: readonly number[],
  groups: GroupedFleet | null,
  params: FleetParams,
): readonly number[] => {
  if (groups === null) return ranked
  const open = parseOpenGroups(params.open)
  return groups.items.flatMap(({ value }) =>
    isGroupOpen(open, value) ? (groups.members.get(value) ?? []) : [],
  )
}

const pinnedNodes = (
  { nodes }: RatedFleet,
  pinned: readonly ChosenNode[],
  toNode: (place: number) => FleetNode[],
): FleetNode[] => {
  const places = new Map(nodes.map(({ row }, place) => [row.id, place]))
  return pinned.flatMap(({ row }) => toNode(places.get(row.id) ?? -1))
}

const fleetNodeOf =
  ({ nodes, cells, folded, earlier }: RatedFleet) =>
  (place: number): FleetNode[] => {
    const node = nodes[place]
    if (node === undefined) return []
    const { row, state, lastSampleMs, group, isCritical, verdicts } = node
    const before = earlier === null ? null : verdictsOfSlot(cells, earlier, place)
    return [
      {
        id: row.id,
        name: row.name,
        cluster: row.cluster,
        labels: row.labels,
        state,
        lastSampleMs,
        cells: cellsOfSlot(cells, folded, place, verdicts),
        ...(group === null ? {} : { group }),
        ...(isCritical ? { isCritical } : {}),
        ...(earlier === null || before === null
          ? {}
          : { earlier: cellsOfSlot(cells, earlier, place, before) }),
      },
    ]
  }
