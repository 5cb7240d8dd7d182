import type { FleetGrid, FleetNode, FleetParams } from '../contract/fleet'
import { resolveWindow } from '../contract/window'
import { getStore } from '../store/db'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf, readFactsVersion } from '../store/store-state'
import { cellsOfSlot, pressuresOf, verdictsOfSlot } from './cells-of-slot'
import { describeResources } from './describe-resources'
import { filterNodes } from './filter-nodes'
import { headlineCells, neededMetrics } from './headline-cells'
import { readListedNodes, type HeardNode } from './node-heard'
import { rankNodes, type JudgedNode } from './rank-nodes'
import { readFolded } from './read-folded'
import { summariseFleet } from './summarise-fleet'
import { unlessKnown, type QueryContext } from './unless-known'
import { gridWindow } from './window-step'

type RatedNode = JudgedNode & HeardNode

export const getFleetGrid = (params: FleetParams, context: QueryContext): Promise<FleetGrid | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { window } = gridWindow(resolveWindow(params, context.nowMs))
    const facts = params.filter.trim() === '' ? '' : await readFactsVersion(snapshot)
    return unlessKnown(context, snapshot, { window, facts }, () =>
      readFleetGrid(snapshot, params, context.nowMs),
    )
  })

export const readFleetGrid = async (
  snapshot: Snapshot,
  params: FleetParams,
  nowMs: number,
): Promise<FleetGrid> => {
  const stepped = gridWindow(resolveWindow(params, nowMs))
  const { window, stepMs } = stepped
  const cells = headlineCells()
  const progress = progressOf(snapshot.state)
  const asOfMs = progress.asOfMs ?? nowMs
  const listed = await readListedNodes(snapshot, window, asOfMs)
  const heard = await filterNodes(snapshot, listed, params.filter, Math.min(window.toMs, nowMs))
  const rows = heard.map(({ row }) => row)
  const folded = await readFolded(snapshot, { stepped, metrics: neededMetrics(cells), nodes: rows })
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
      return node === undefined ? [] : [toFleetNode(node, cellsOfSlot(cells, folded, slot, node.verdicts))]
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
