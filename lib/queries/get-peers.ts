import type { PeerMetric, PeersAnswer, PeersParams } from '../contract/peers'
import type { MetricDefinition, MetricId } from '../core/checklist/types'
import { standingAmong } from '../core/peer-standing'
import type { FoldedReadings } from '../core/reading-fold'
import { getStore } from '../store/db'
import type { NodeRow } from '../store/nodes'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { askedGridWindow } from './asked-window'
import { choosePeers } from './choose-peers'
import { headlineCells } from './headline-cells'
import { readListedNodes } from './node-heard'
import { readFolded } from './read-folded'
import { readKnownNode } from './read-known-node'
import { tidy } from './tidy'
import { unlessKnown, type QueryContext } from './unless-known'

/** More dots than this lie upon each other. */
const MOST_VALUES = 200

export const getPeers = (params: PeersParams, context: QueryContext): Promise<PeersAnswer | null> =>
  inSnapshot(getStore(), (snapshot) => {
    const { window } = askedGridWindow(snapshot, params, context.nowMs)
    return unlessKnown(context, snapshot, window, () => readPeers(snapshot, params, context.nowMs))
  })

export const readPeers = async (
  snapshot: Snapshot,
  params: PeersParams,
  nowMs: number,
): Promise<PeersAnswer> => {
  const stepped = askedGridWindow(snapshot, params, nowMs)
  const { asOfMs } = progressOf(snapshot.state)
  const node = await readKnownNode(snapshot, params.id)
  const listed = await readListedNodes(snapshot, stepped.window, asOfMs ?? nowMs)
  const { sharing, peers } = choosePeers(node, listed)
  const headlines = headlineCells().flatMap(({ metric }) => metric ?? [])
  const nodes: NodeRow[] = [node, ...peers.map(({ row }) => row)]
  const folded = await readFolded(snapshot, { stepped, metrics: headlines.map(({ id }) => id), nodes })
  return {
    window: stepped.window,
    asOfMs,
    sharing,
    peers: peers.length,
    metrics: headlines.flatMap((metric) => toPeerMetric(metric, folded) ?? []),
  }
}

/** The node itself is the first slot. */
const toPeerMetric = (
  metric: MetricDefinition,
  folded: ReadonlyMap<MetricId, FoldedReadings>,
): PeerMetric | null => {
  const [own = NaN, ...others] = folded.get(metric.id)?.[metric.judgedBy] ?? []
  const value = tidy(own)
  if (value === null) return null
  const measured = others.filter(Number.isFinite)
  return {
    metric: metric.id,
    unit: metric.unit,
    value,
    peers: measured.length,
    ...standingAmong(value, measured, MOST_VALUES),
  }
}
