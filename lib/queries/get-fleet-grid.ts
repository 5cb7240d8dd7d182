import type { FleetGrid, FleetNode, FleetParams } from '../contract/fleet'
import { resolveWindow } from '../contract/window'
import { getStore } from '../store/db'
import type { Reader } from '../store/reader'
import { readRollProgress } from '../store/roll-state'
import { inSnapshot } from '../store/snapshot'
import { cellsOfSlot, pressuresOf, verdictsOfSlot } from './cells-of-slot'
import { describeResources } from './describe-resources'
import { filterNodes } from './filter-nodes'
import { headlineCells, neededMetrics } from './headline-cells'
import { readListedNodes, type HeardNode } from './node-heard'
import { rankNodes, type JudgedNode } from './rank-nodes'
import { readFolded } from './read-folded'
import { slotsOfNodes } from './slots-of-nodes'
import { summariseFleet } from './summarise-fleet'
import { gridWindow } from './window-step'

type RatedNode = JudgedNode & HeardNode

export const getFleetGrid = (params: FleetParams, { nowMs }: { nowMs: number }): Promise<FleetGrid> =>
  inSnapshot(getStore(), (tx) => readFleetGrid(tx, params, nowMs))

export const readFleetGrid = async (
  reader: Reader,
  params: FleetParams,
  nowMs: number,
): Promise<FleetGrid> => {
  const stepped = gridWindow(resolveWindow(params, nowMs))
  const { window, stepMs } = stepped
  const cells = headlineCells()
  const progress = await readRollProgress(reader)
  const asOfMs = progress.asOfMs ?? nowMs
  const listed = await readListedNodes(reader, window, asOfMs)
  const heard = await filterNodes(reader, listed, params.filter, Math.min(window.toMs, nowMs))
  const { groupIds, slotOf } = slotsOfNodes(heard.map(({ row }) => row))
  const question = { stepped, metrics: neededMetrics(cells), groupIds, asOfMs }
  const folded = await readFolded(reader, { ...question, scope: 'node', slotCount: heard.length, slotOf })
  const nodes = heard.map((node, slot): RatedNode => ({
    ...node,
    name: node.row.name,
    verdicts: verdictsOfSlot(cells, folded, slot),
  }))
  const shown = rankNodes(nodes, cells, params.sort, pressuresOf(cells, folded)).slice(0, params.limit)
  return {
    window,
    stepMs,
    nowMs,
    asOfMs: progress.asOfMs,
    resources: describeResources(),
    nodes: shown.flatMap((slot) => {
      const node = nodes[slot]
      return node === undefined ? [] : [toFleetNode(node, cellsOfSlot(cells, folded, slot))]
    }),
    summary: summariseFleet(nodes, cells),
    total: nodes.length,
    shown: shown.length,
    known: listed.length,
  }
}

const toFleetNode = ({ row, state, lastSampleMs }: RatedNode, cells: FleetNode['cells']): FleetNode => ({
  id: row.id,
  name: row.name,
  cluster: row.cluster,
  labels: row.labels,
  state,
  lastSampleMs,
  cells,
})
