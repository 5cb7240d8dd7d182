import { isChecklistSeries } from '@/lib/core/checklist/checklist'
import { nodeLabelsOf } from '@/lib/core/facts'
import type { Labels } from '@/lib/core/series'
import { writeFacts } from './facts'
import type { Tx } from './reader'
import { execute } from './sql'

export interface SeriesOfNode {
  nodeId: number
  name: string
  labels: Labels
}

const NAME_SERIES = 'node_uname_info'
const NAME_LABEL = 'nodename'
const NATIVE_PREFIX = 'use:'

const isMeasured = (name: string): boolean => name.startsWith(NATIVE_PREFIX) || isChecklistSeries(name)

/** What the names and labels of new series say about their nodes: that it is a host, what it is called, its labels. */
export async function learnNodeAttributes(
  tx: Tx,
  series: readonly SeriesOfNode[],
  nowMs: number,
): Promise<void> {
  const hosts = new Set<number>()
  const names = new Map<number, string>()
  const labels = new Map<number, Labels>()
  for (const { nodeId, name, labels: own } of series) {
    if (isMeasured(name)) hosts.add(nodeId)
    const nodename = name === NAME_SERIES ? own[NAME_LABEL] : undefined
    if (nodename) names.set(nodeId, nodename)
    const nodeLabels = nodeLabelsOf(name, own)
    if (nodeLabels) labels.set(nodeId, { ...labels.get(nodeId), ...nodeLabels })
  }
  if (hosts.size > 0)
    await execute(tx, "UPDATE node SET kind = 'host' WHERE id = ANY($1) AND kind <> 'host'", [[...hosts]])
  if (labels.size > 0) await updateLabels(tx, labels)
  if (names.size > 0) await updateNames(tx, names, nowMs)
}

const UPDATE_LABELS = `
  UPDATE node SET labels = node.labels || item.labels
  FROM unnest($1::int[], $2::jsonb[]) AS item(node_id, labels)
  WHERE node.id = item.node_id AND NOT node.labels @> item.labels`

const updateLabels = (tx: Tx, labels: ReadonlyMap<number, Labels>): Promise<number> =>
  execute(tx, UPDATE_LABELS, [[...labels.keys()], [...labels.values()].map((own) => JSON.stringify(own))])

const UPDATE_NAMES = `
  UPDATE node SET name = item.name
  FROM unnest($1::int[], $2::text[]) AS item(node_id, name)
  WHERE node.id = item.node_id AND node.name <> item.name`

async function updateNames(tx: Tx, names: ReadonlyMap<number, string>, nowMs: number): Promise<void> {
  await execute(tx, UPDATE_NAMES, [[...names.keys()], [...names.values()]])
  const observations = [...names].map(([nodeId, value]) => ({
    nodeId,
    device: '',
    name: 'name',
    value,
    observedMs: nowMs,
  }))
  await writeFacts(tx, observations)
}
