import { PROBE_SECONDS, PROBE_SUCCESS } from '../../core/outages/probe-series'
import { neighboursOn, probeRing } from '../../core/outages/probe-ring'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Replay } from '../make-replay'
import { createRandom } from '../random'
import type { NodeSource, ValueAt } from './node-sources'

/** How many others each node probes. */
const DEGREE = 2
const PORT = '22'
const TYPICAL_SECONDS = 0.0008
const FAR_SECONDS = 0.004

type Probed = Pick<Replay, 'nodes' | 'truth' | 'startMs' | 'stepMs' | 'options' | 'isProbed'>

/** What the collector of a node tells of its connect probes: of other nodes in the same cluster, once a step. */
export const probeSources = (replay: Probed, node: PlannedNode): NodeSource[] => {
  if (!replay.isProbed) return []
  const ofCluster = replay.nodes.filter(({ cluster }) => cluster === node.cluster)
  const names = ofCluster.map(({ name }) => name)
  return neighboursOn(probeRing(names), node.name, DEGREE).flatMap((name) => {
    const target = ofCluster.find((one) => one.name === name)
    return target === undefined ? [] : sourcesOfPath(replay, node, target)
  })
}

const sourcesOfPath = (replay: Probed, node: PlannedNode, target: PlannedNode): NodeSource[] => {
  const { truth, startMs, stepMs, options } = replay
  const outages = truth.outages.filter((outage) => outage.node === target.index)
  const random = createRandom(options.seed).fork(`probe ${node.name} ${target.name}`)
  const typical = node.zone === target.zone ? TYPICAL_SECONDS : FAR_SECONDS
  const isOut = (step: number): boolean => {
    const [fromMs, toMs] = [startMs + step * stepMs, startMs + (step + 1) * stepMs]
    const isDown = outages.some((outage) => outage.fromMs <= fromMs && outage.toMs >= toMs)
    return isDown || !target.lives.some((life) => life.fromMs <= fromMs && life.toMs >= toMs)
  }
  const success: ValueAt = (step) => (isOut(step) ? 0 : 1)
  const seconds: ValueAt = (step) => (isOut(step) ? NaN : typical * (0.7 + 0.3 * random.fork(step).pareto(3)))
  const labels = { target: target.name, port: PORT, protocol: 'tcp' }
  const gauge = { kind: 'gauge' as const, labels, parts: 1 }
  return [
    { ...gauge, name: PROBE_SUCCESS, at: success },
    { ...gauge, name: PROBE_SECONDS, at: seconds },
  ]
}
