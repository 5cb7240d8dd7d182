import type { NodeAnswer, NodeParams } from '../contract/node'
import { resolveWindow } from '../contract/window'
import { NotFoundError } from '../core/errors'
import { getStore } from '../store/db'
import { readFacts } from '../store/facts'
import { readNodeSeen } from '../store/node-seen'
import { readNodeByIdOrName } from '../store/nodes'
import type { Reader } from '../store/reader'
import { readRollProgress } from '../store/roll-state'
import { inSnapshot } from '../store/snapshot'
import { cellsOfSlot } from './cells-of-slot'
import { describeResources } from './describe-resources'
import { headlineCells, neededMetrics } from './headline-cells'
import { toNodeHeard } from './node-heard'
import { readDevices } from './read-devices'
import { readFolded } from './read-folded'
import { slotsOfNodes } from './slots-of-nodes'
import { toFactHistories } from './to-fact-histories'
import { gridWindow } from './window-step'

export const getNode = (params: NodeParams, { nowMs }: { nowMs: number }): Promise<NodeAnswer> =>
  inSnapshot(getStore(), (tx) => readNode(tx, params, nowMs))

export const readNode = async (reader: Reader, params: NodeParams, nowMs: number): Promise<NodeAnswer> => {
  const node = await readNodeByIdOrName(reader, params.id)
  if (node === null) throw new NotFoundError(`There is no node ${params.id}`)
  const stepped = gridWindow(resolveWindow(params, nowMs))
  const cells = headlineCells()
  const progress = await readRollProgress(reader)
  const asOfMs = progress.asOfMs ?? nowMs
  const seen = await readNodeSeen(reader)
  const { groupIds, slotOf } = slotsOfNodes([node])
  const question = { stepped, groupIds, metrics: neededMetrics(cells), asOfMs }
  const folded = await readFolded(reader, { ...question, scope: 'node', slotCount: 1, slotOf })
  return {
    window: stepped.window,
    stepMs: stepped.stepMs,
    nowMs,
    asOfMs: progress.asOfMs,
    node: {
      id: node.id,
      name: node.name,
      cluster: node.cluster,
      instance: node.instance,
      labels: node.labels,
      firstSeenMs: node.firstSeenMs,
      ...toNodeHeard(node, seen.get(node.id), asOfMs),
    },
    resources: describeResources(),
    cells: cellsOfSlot(cells, folded, 0),
    devices: await readDevices(reader, { node, stepped, cells, asOfMs, limit: params.devices }),
    facts: toFactHistories(await readFacts(reader, { nodeIds: [node.id] })),
  }
}
