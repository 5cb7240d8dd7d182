import { medianOf } from '../quantile'
import { roleOf } from './roles'

/** When one metric began to move on one node. */
export interface NodeOnset {
  metric: string
  node: number
  onsetMs: number
}

export interface Lane {
  metric: string
  /** The first onset on any node. */
  onsetMs: number
  /** On how many nodes it moved. */
  nodes: number
  /** Median over its nodes of how long after the first metric of the node it moved. */
  lagMs: number
  /** Share of its nodes on which it was the first, or one of several at once. */
  firstShare: number
}

/** Who waits for the cause may be other nodes, on which nothing else moved. */
const isFelt = ({ metric }: Lane): boolean => roleOf(metric) === 'victim'

/** In which order metrics begin to move: by node, because the same happens on each node at another time. */
export const orderOfFirstMovers = (onsets: readonly NodeOnset[]): Lane[] => {
  const firstByNode = new Map<number, number>()
  for (const { node, onsetMs } of onsets)
    firstByNode.set(node, Math.min(onsetMs, firstByNode.get(node) ?? Infinity))
  const byMetric = new Map<string, NodeOnset[]>()
  for (const onset of onsets) byMetric.set(onset.metric, [...(byMetric.get(onset.metric) ?? []), onset])
  return [...byMetric]
    .map(([metric, ofMetric]) => {
      const lags = ofMetric.map(({ node, onsetMs }) => onsetMs - (firstByNode.get(node) ?? onsetMs))
      return {
        metric,
        onsetMs: ofMetric.reduce((first, { onsetMs }) => Math.min(first, onsetMs), Infinity),
        nodes: new Set(ofMetric.map(({ node }) => node)).size,
        lagMs: medianOf(lags),
        firstShare: lags.filter((lag) => lag === 0).length / lags.length,
      }
    })
    .sort(
      (one, other) =>
        one.lagMs - other.lagMs ||
        Number(isFelt(one)) - Number(isFelt(other)) ||
        other.firstShare - one.firstShare,
    )
}
