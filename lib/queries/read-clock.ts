import type { ClockAnswer, ClockNode, ClockParams } from '../contract/clock'
import type { MetricId } from '../core/checklist/types'
import { ClockFolder, type ClockFold } from '../core/fold'
import type { LocalDays } from '../core/local-days'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { readScope } from './clock-scope'
import { labelNames } from './label-names'
import { readNodeLabels } from './node-labels'
import { visitNodeMaxima, type Checkpoint } from './node-maxima'
import { tidy as tidyOrNull } from './tidy'

export type { Checkpoint } from './node-maxima'

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
  isCounted?: (day: number) => boolean,
): Promise<FoldedNode[]> => {
  const folder = new ClockFolder(days.days, isCounted)
  const folded: FoldedNode[] = []
  await visitNodeMaxima(snapshot, metric, nodes, days, checkpoint, (node, maxima) => {
    const fold = folder.fold(maxima)
    if (fold.threshold === fold.threshold) folded.push({ node, fold })
  })
  return folded
}

export const readClock = async (
  snapshot: Snapshot,
  params: ClockParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<ClockAnswer> => {
  const { metric, days, isCounted, nodes, known, head } = await readScope(snapshot, params, nowMs)
  const folded = await foldNodes(snapshot, metric.id, nodes, days, checkpoint, isCounted)
  const shown = standingOut(folded).slice(0, params.limit)
  const group = params.group.trim()
  const rows = shown.map(({ node }) => node)
  const labels = await readNodeLabels(snapshot, rows, group === '' ? [] : [group], nowMs)
  return {
    ...head,
    nodes: shown.map((node, place) => {
      checkpoint()
      return toClockNode(node, labels[place]?.[group] ?? '')
    }),
    labels: labelNames(nodes),
    shown: shown.length,
    total: folded.length,
    known,
  }
}

const highestShare = ({ exceedShare }: ClockFold): number =>
  exceedShare.reduce((highest, share) => (share > highest ? share : highest), 0)

/** The nodes that are above their threshold most often at some time of the day first. */
const standingOut = (folded: readonly FoldedNode[]): FoldedNode[] => {
  const shares = new Map(folded.map((one) => [one, highestShare(one.fold)]))
  const shareOf = (one: FoldedNode) => shares.get(one) ?? 0
  return folded.toSorted((one, other) => shareOf(other) - shareOf(one) || one.node.id - other.node.id)
}

/** Twice as fast as `Array.from`, which asks the values for an iterator. */
const tidied = (values: Float64Array): (number | null)[] => {
  const tidy: (number | null)[] = []
  for (let at = 0; at < values.length; at += 1) tidy.push(tidyOrNull(values[at] ?? NaN))
  return tidy
}

const toClockNode = ({ node, fold }: FoldedNode, group: string): ClockNode => ({
  node: node.id,
  name: node.name,
  cluster: node.cluster,
  group,
  mean: tidied(fold.mean),
  p95: tidied(fold.p95),
  max: tidied(fold.max),
  exceedShare: tidied(fold.exceedShare),
  days: Array.from(fold.days),
  threshold: tidyOrNull(fold.threshold),
})
