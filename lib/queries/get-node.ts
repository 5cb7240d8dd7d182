import type { NodeAnswer, NodeParams } from '../contract/node'
import { getStore } from '../store/db'
import { readFacts } from '../store/facts'
import { readKeptSeen } from '../store/kept-nodes'
import { seenOf } from '../store/node-seen'
import type { NodeRow } from '../store/nodes'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf, readFactsVersion } from '../store/store-state'
import { askedGridWindow } from './asked-window'
import { cellsOfSlot, verdictsOfSlot } from './cells-of-slot'
import { describeFurtherMetrics, describeResources } from './describe-resources'
import { headlineCells, neededMetrics } from './headline-cells'
import { toNodeHeard } from './node-heard'
import { readDevices } from './read-devices'
import { readFolded } from './read-folded'
import { readKnownNode } from './read-known-node'
import { toFactHistories } from './to-fact-histories'
import { unlessKnown, type QueryContext } from './unless-known'

export const getNode = (params: NodeParams, context: QueryContext): Promise<NodeAnswer | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { window } = askedGridWindow(snapshot, params, context.nowMs)
    const node = await readKnownNode(snapshot, params.id)
    const facts = await readFactsVersion(snapshot, node.id)
    return unlessKnown(context, snapshot, { window, facts }, () =>
      readNodeAnswer(snapshot, node, params, context.nowMs),
    )
  })

export const readNode = async (snapshot: Snapshot, params: NodeParams, nowMs: number): Promise<NodeAnswer> =>
  readNodeAnswer(snapshot, await readKnownNode(snapshot, params.id), params, nowMs)

const readNodeAnswer = async (
  snapshot: Snapshot,
  node: NodeRow,
  params: NodeParams,
  nowMs: number,
): Promise<NodeAnswer> => {
  const stepped = askedGridWindow(snapshot, params, nowMs)
  const cells = headlineCells()
  const progress = progressOf(snapshot.state)
  const asOfMs = progress.asOfMs ?? nowMs
  const seen = await readKeptSeen(snapshot)
  const folded = await readFolded(snapshot, { stepped, metrics: neededMetrics(cells), nodes: [node] })
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
      ...toNodeHeard(node, seenOf(seen, node), asOfMs),
    },
    resources: describeResources(),
    furtherMetrics: describeFurtherMetrics(),
    cells: cellsOfSlot(cells, folded, 0, verdictsOfSlot(cells, folded, 0)),
    devices: await readDevices(snapshot, { node, stepped, cells, asOfMs, limit: params.devices }),
    facts: toFactHistories(await readFacts(snapshot, { nodeIds: [node.id] })),
  }
}
