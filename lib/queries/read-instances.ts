import type { InstancesAnswer, InstancesParams } from '../contract/correlations'
import { residualOf, type Residual } from '../core/correlations/residual'
import { orderOfSimilarity, similaritiesOf } from '../core/correlations/similarity'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { basisOf, correlationWindow, readComparedNodes, stepsOf } from './correlated-fleet'
import { knownMetric } from './known-metric'
import type { Checkpoint } from './node-maxima'
import { readSeriesMeans } from './read-series-means'

const HUNDREDTHS = 100

interface MovingNode {
  node: NodeRow
  residual: Residual
}

export const readInstances = async (
  snapshot: Snapshot,
  params: InstancesParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<InstancesAnswer> => {
  const startedMs = performance.now()
  const metric = knownMetric(params.metric)
  const stepped = correlationWindow(snapshot, params, nowMs)
  const fleet = await readComparedNodes(
    snapshot,
    { filter: params.filter, most: params.limit },
    stepped,
    nowMs,
    null,
  )
  const question = { metrics: [metric.id], nodes: fleet.nodes, stepped }
  const moving: MovingNode[] = []
  for await (const { values } of readSeriesMeans(snapshot, question, checkpoint))
    moving.push(...movingNodes(values, fleet.nodes, stepsOf(stepped)))
  const similarities = similaritiesOf(
    moving.map(({ residual }) => residual),
    checkpoint,
  )
  const order = orderOfSimilarity(similarities, moving.length, checkpoint)
  return {
    ...basisOf(snapshot, metric, stepped, fleet, nowMs),
    instances: order.flatMap((at) => {
      const node = moving[at]?.node
      return node === undefined ? [] : [{ node: node.id, name: node.name }]
    }),
    similarity: order.map((row) =>
      order.map((column) => toHundredths(similarities[row * moving.length + column] ?? NaN)),
    ),
    leftOut: fleet.nodes.length - moving.length,
    tookMs: Math.round(performance.now() - startedMs),
  }
}

const movingNodes = (
  values: Float64Array,
  nodes: readonly NodeRow[],
  steps: ReturnType<typeof stepsOf>,
): MovingNode[] =>
  nodes.flatMap((node, place) => {
    const series = values.subarray(place * steps.stepCount, (place + 1) * steps.stepCount)
    const residual = residualOf(series, steps)
    return residual === null ? [] : [{ node, residual }]
  })

const toHundredths = (value: number): number | null => {
  const hundredths = Math.round(value * HUNDREDTHS)
  return Number.isNaN(hundredths) ? null : hundredths + 0
}
