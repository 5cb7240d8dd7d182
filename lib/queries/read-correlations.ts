import type { CorrelatedPair, CorrelationsAnswer, CorrelationsParams } from '../contract/correlations'
import { METRIC_IDS } from '../core/checklist/checklist'
import type { MetricId } from '../core/checklist/types'
import { Correlator, discoveriesOf, type Correlation } from '../core/correlations/correlate'
import { residualOf } from '../core/correlations/residual'
import { MINUTE_MS } from '../core/times'
import type { NodeRow } from '../store/nodes'
import type { Snapshot } from '../store/snapshot'
import { basisOf, correlationWindow, readComparedNodes, stepsOf } from './correlated-fleet'
import { describeMetric } from './describe-metric'
import { knownMetric } from './known-metric'
import type { Checkpoint } from './node-maxima'
import { readKnownNode } from './read-known-node'
import { readSeriesMeans } from './read-series-means'
import { tidy } from './tidy'
import type { SteppedWindow } from './window-step'

/** Nodes beyond it are left out, so that an answer takes seconds. */
const MOST_NODES = 500
/** Half as strong shares a sixteenth of what moves: that leads nobody to a cause. */
const DEMAND = { falseShare: 0.05, leastStrength: 0.5 }
/** A lag that leaves less than three quarters of the window compares too little. */
const LONGEST_LAG_SHARE = 0.25
const LEAST_STEPS = 24

interface ComparedSeries {
  node: NodeRow
  metric: MetricId
  correlation: Correlation
  values: Float64Array
}

export const readCorrelations = async (
  snapshot: Snapshot,
  params: CorrelationsParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<CorrelationsAnswer> => {
  const startedMs = performance.now()
  const metric = knownMetric(params.metric)
  const node = await readKnownNode(snapshot, params.node)
  const stepped = correlationWindow(snapshot, params, nowMs)
  const fleet = await readComparedNodes(
    snapshot,
    { filter: params.filter, most: MOST_NODES },
    stepped,
    nowMs,
    node,
  )
  const target = await readTarget(snapshot, metric.id, node, stepped, checkpoint)
  const mostLag = mostLagOf(params, stepped)
  const compared =
    target.correlatorOf === null
      ? []
      : await compareFleet(snapshot, fleet.nodes, stepped, target.correlatorOf(mostLag), checkpoint)
  const others = compared.filter((series) => series.node.id !== node.id || series.metric !== metric.id)
  const found = discoveriesOf(others, DEMAND)
  return {
    ...basisOf(snapshot, metric, stepped, fleet, nowMs),
    target: { node: node.id, name: node.name, values: toValues(target.values), problem: target.problem },
    lagMaxSeconds: (mostLag * stepped.stepMs) / 1000,
    pairs: found.slice(0, params.limit).map(({ item, qValue }) => toPair(item, qValue, stepped.stepMs)),
    compared: others.length,
    discovered: found.length,
    tookMs: Math.round(performance.now() - startedMs),
  }
}

const mostLagOf = ({ lagMaxMinutes }: CorrelationsParams, stepped: SteppedWindow): number =>
  Math.min(
    Math.floor((lagMaxMinutes * MINUTE_MS) / stepped.stepMs),
    Math.floor(stepsOf(stepped).stepCount * LONGEST_LAG_SHARE),
  )

interface Target {
  values: Float64Array
  problem: CorrelationsAnswer['target']['problem']
  /** Null where it cannot be compared. */
  correlatorOf: ((mostLag: number) => Correlator) | null
}

const readTarget = async (
  snapshot: Snapshot,
  metric: MetricId,
  node: NodeRow,
  stepped: SteppedWindow,
  checkpoint: Checkpoint,
): Promise<Target> => {
  const steps = stepsOf(stepped)
  let values: Float64Array = new Float64Array(steps.stepCount).fill(NaN)
  for await (const means of readSeriesMeans(
    snapshot,
    { metrics: [metric], nodes: [node], stepped },
    checkpoint,
  ))
    values = means.values
  const residual = residualOf(values, steps)
  const measured = values.filter((value) => value === value).length
  if (steps.stepCount < LEAST_STEPS) return { values, problem: 'too_short', correlatorOf: null }
  if (residual !== null)
    return { values, problem: null, correlatorOf: (mostLag) => new Correlator(residual, mostLag) }
  const isMeasured = measured >= steps.stepCount / 2
  return { values, problem: isMeasured ? 'constant' : 'not_measured', correlatorOf: null }
}

const compareFleet = async (
  snapshot: Snapshot,
  nodes: readonly NodeRow[],
  stepped: SteppedWindow,
  correlator: Correlator,
  checkpoint: Checkpoint,
): Promise<ComparedSeries[]> => {
  const steps = stepsOf(stepped)
  const compared: ComparedSeries[] = []
  const question = { metrics: METRIC_IDS, nodes, stepped }
  for await (const { metric, values } of readSeriesMeans(snapshot, question, checkpoint))
    nodes.forEach((node, place) => {
      checkpoint()
      const series = values.subarray(place * steps.stepCount, (place + 1) * steps.stepCount)
      const residual = residualOf(series, steps)
      const correlation = residual === null ? null : correlator.compare(residual)
      if (correlation === null) return
      const isWorthKeeping = correlation.pValue < 1
      compared.push({ node, metric, correlation, values: isWorthKeeping ? series.slice() : NOTHING })
    })
  return compared
}

const NOTHING = new Float64Array(0)

const toValues = (values: Float64Array): (number | null)[] => Array.from(values, tidy)

const toPair = (
  { node, metric, correlation, values }: ComparedSeries,
  qValue: number,
  stepMs: number,
): CorrelatedPair => {
  const { title, unit, resourceTitle } = describeMetric(knownMetric(metric))
  return {
    node: node.id,
    name: node.name,
    metric,
    title,
    resourceTitle,
    unit,
    coefficient: tidy(correlation.coefficient) ?? 0,
    lagSeconds: (correlation.lag * stepMs) / 1000,
    n: correlation.count,
    effectiveN: Math.round(correlation.effectiveCount),
    pValue: correlation.pValue,
    qValue,
    values: toValues(values),
  }
}
