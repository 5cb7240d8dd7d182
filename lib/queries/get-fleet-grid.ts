import type { FleetGrid, FleetNode, FleetParams } from '../contract/fleet'
import { resolveWindow } from '../contract/window'
import { getStore } from '../store/db'
import { readNodeSeen } from '../store/node-seen'
import { readNodes, type NodeRow } from '../store/nodes'
import type { Reader } from '../store/reader'
import { readRollProgress } from '../store/roll-state'
import { inSnapshot } from '../store/snapshot'
import { cellsOfSlot, pressureOfSlot, verdictsOfSlot } from './cells-of-slot'
import { describeResources } from './describe-resources'
import { filterNodes } from './filter-nodes'
import { headlineCells, neededMetrics } from './headline-cells'
import { toNodeHeard, type NodeHeard } from './node-heard'
import { rankNodes, type JudgedNode } from './rank-nodes'
import { readFolded } from './read-folded'
import { slotsOfNodes } from './slots-of-nodes'
import { summariseFleet } from './summarise-fleet'
import { gridWindow } from './window-step'

interface RatedNode extends JudgedNode, NodeHeard {
  row: NodeRow
}

export const getFleetGrid = (params: FleetParams, { nowMs }: { nowMs: number }): Promise<FleetGrid> =>
  inSnapshot(getStore(), (tx) => readFleetGrid(tx, params, nowMs))

export const readFleetGrid = async (
  reader: Reader,
  params: FleetParams,
  nowMs: number,
): Promise<FleetGrid> => {
  const stepped = gridWindow(resolveWindow(params, nowMs))
  const cells = headlineCells()
  const { asOfMs } = await readRollProgress(reader)
  const hosts = await readNodes(reader, { kind: 'host' })
  const rows = await filterNodes(reader, hosts, params.filter, Math.min(stepped.window.toMs, nowMs))
  const seen = await readNodeSeen(reader)
  const slots = slotsOfNodes(rows)
  const folded = await readFolded(reader, {
    stepped,
    metrics: neededMetrics(cells),
    groupIds: slots.groupIds,
    scope: 'node',
    slotCount: rows.length,
    slotOf: slots.slotOf,
    asOfMs: asOfMs ?? nowMs,
  })
  const nodes = rows.map((row, slot): RatedNode => ({
    row,
    name: row.name,
    verdicts: verdictsOfSlot(cells, folded, slot),
    ...toNodeHeard(row, seen.get(row.id), asOfMs ?? nowMs),
  }))
  const pressureAt = (cell: number, slot: number): number => {
    const headline = cells[cell]
    return headline === undefined ? 0 : pressureOfSlot(headline, folded, slot)
  }
  const shown = rankNodes(nodes, cells, params.sort, pressureAt).slice(0, params.limit)
  return {
    window: stepped.window,
    stepMs: stepped.stepMs,
    nowMs,
    asOfMs,
    resources: describeResources(),
    nodes: shown.flatMap((place) => {
      const node = nodes[place]
      return node === undefined ? [] : [toFleetNode(node, cellsOfSlot(cells, folded, place))]
    }),
    summary: summariseFleet(nodes, cells),
    total: rows.length,
    shown: shown.length,
    known: hosts.length,
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
