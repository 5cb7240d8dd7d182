import type { ClockAnswer, ClockNode, ClockParams } from '../contract/clock'
import type { MetricId } from '../core/checklist/types'
import { addMaxima, binsOf, ClockFolder, createBinMaxima, type ClockFold } from '../core/fold'
import { localDays, type LocalDays } from '../core/local-days'
import type { NodeRow } from '../store/nodes'
import { readRollParts } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { filterNodes } from './filter-nodes'
import { groupBy } from './group-by'
import { knownMetric } from './known-metric'
import { readListedNodes } from './node-heard'
import { tidy } from './tidy'

/** Called again and again during long work; throws where nobody waits for it any more. */
export type Checkpoint = () => void

export interface FoldedNode {
  node: NodeRow
  fold: ClockFold
}

/** The days of each node, folded onto the clock of the zone; a node without a value is left out. */
export const foldNodes = async (
  snapshot: Snapshot,
  metric: MetricId,
  nodes: readonly NodeRow[],
  days: LocalDays,
  checkpoint: Checkpoint,
): Promise<FoldedNode[]> => {
  const folder = new ClockFolder(days.days)
  const folded: FoldedNode[] = []
  for (const [groupId, ofGroup] of groupBy(nodes, (node) => node.groupId)) {
    const slots = new Map(ofGroup.map(({ slot }, place) => [slot, place]))
    const maxima = createBinMaxima(days, ofGroup.length)
    checkpoint()
    for (const { directory, startMs, stepCount, max } of await readMaxima(snapshot, groupId, metric, days)) {
      checkpoint()
      const slotOf = Int32Array.from(directory.nodeSlots, (slot) => slots.get(slot) ?? -1)
      addMaxima(maxima, { startMs, stepCount, max }, slotOf, days)
    }
    ofGroup.forEach((node, place) => {
      checkpoint()
      const fold = folder.fold(maxima.subarray(place * binsOf(days), (place + 1) * binsOf(days)))
      if (fold.threshold === fold.threshold) folded.push({ node, fold })
    })
  }
  return folded
}

/** The highest values alone are a quarter of what blocks hold. */
const readMaxima = async (snapshot: Snapshot, groupId: number, metric: MetricId, days: LocalDays) => {
  const blocks = await readRollParts(snapshot, 'roll_5m', {
    groupIds: [groupId],
    metrics: [metric],
    scope: 'node',
    windows: [days],
    parts: ['max'],
  })
  return blocks.flatMap(({ parts: [max], ...block }) => (max === undefined ? [] : [{ ...block, max }]))
}

export const readClock = async (
  snapshot: Snapshot,
  params: ClockParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<ClockAnswer> => {
  const metric = knownMetric(params.metric)
  const days = localDays(nowMs, params.days, params.tz)
  const { asOfMs, sealedUntilMs } = progressOf(snapshot.state)
  const listed = await readListedNodes(snapshot, days, asOfMs ?? nowMs)
  const nodes = (await filterNodes(snapshot, listed, params.filter, nowMs)).map(({ row }) => row)
  const folded = await foldNodes(snapshot, metric.id, nodes, days, checkpoint)
  const shown = folded.sort(byStandingOut).slice(0, params.limit)
  return {
    binMinutes: 5,
    tz: params.tz,
    metric: metric.id,
    unit: metric.unit,
    fromMs: days.fromMs,
    toMs: days.toMs,
    sealedUntilMs,
    nodes: shown.map((node) => {
      checkpoint()
      return toClockNode(node)
    }),
    shown: shown.length,
    total: folded.length,
  }
}

const highestShare = ({ exceedShare }: ClockFold): number =>
  exceedShare.reduce((highest, share) => (share > highest ? share : highest), 0)

const byStandingOut = (one: FoldedNode, other: FoldedNode): number =>
  highestShare(other.fold) - highestShare(one.fold) || one.node.id - other.node.id

const tidied = (values: Float64Array): (number | null)[] => Array.from(values, tidy)

const toClockNode = ({ node, fold }: FoldedNode): ClockNode => ({
  node: node.id,
  name: node.name,
  mean: tidied(fold.mean),
  p95: tidied(fold.p95),
  max: tidied(fold.max),
  exceedShare: tidied(fold.exceedShare),
  days: Array.from(fold.days),
  threshold: tidy(fold.threshold),
})
