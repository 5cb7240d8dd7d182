import type { FleetEvent } from '../core/event'
import type { MetricHistory } from '../core/fleet-history'
import { MINUTE_MS } from '../core/times'
import { playDecoys } from './background/decoys'
import { playBackgroundIncidents } from './background/incidents'
import { tellOrdinaryEvents } from './background/ordinary-events'
import { playRandomBursts } from './background/random-bursts'
import { CPU_COUNTS } from './fleet/hardware'
import { planFleet, type PlannedNode } from './fleet/plan-fleet'
import { DEFAULT_OPTIONS, startMsOf, type ReplayOptions, type ScenarioName } from './options'
import { createRandom } from './random'
import { SCENARIOS } from './scenarios/scenarios'
import { createCanvas, rowOf, toMetricHistories, type Canvas } from './signals/canvas'
import { LoadBook } from './signals/draw-load'
import { drawMetric } from './signals/draw-metric'
import {
  agreeOnCpu,
  agreeOnPressure,
  agreeOnLink,
  clampMetric,
  makeWhole,
  type Bounded,
} from './signals/finish'
import { makeHoles } from './signals/holes'
import { METRICS, METRIC_MODELS } from './signals/models'
import type { Stage } from './stage'
import type { Truth } from './truth'

/** A fleet over some days, with everything that is known of it. */
export interface Replay {
  scenario: ScenarioName
  options: ReplayOptions
  startMs: number
  endMs: number
  stepMs: number
  nodes: readonly PlannedNode[]
  metrics: readonly MetricHistory[]
  /** In the order of their start. */
  events: readonly FleetEvent[]
  truth: Truth
  /** Whether its nodes probe each other. */
  isProbed: boolean
}

/** The same scenario with the same options is the same to the last bit. */
export const makeReplay = (scenario: ScenarioName, chosen: Partial<ReplayOptions> = {}): Replay => {
  const { defaults, mix, metrics, isProbed, churnPerDay, prepare, play } = SCENARIOS[scenario]
  const options = { ...DEFAULT_OPTIONS, ...defaults, ...chosen }
  const random = createRandom(options.seed).fork(scenario)
  const churn = churnPerDay?.(options) ?? options.churnPerDay
  const fleet = planFleet({
    options,
    random: random.fork('fleet'),
    churnPerDay: churn,
    ...(mix ? { mix } : {}),
  })
  const extra = metrics ?? []
  const canvas = emptyCanvas(options, [...METRICS, ...extra.map(({ metric }) => metric)])
  const stage: Stage = { options, fleet, canvas, events: [], random }
  drawOrdinaryLife(stage)
  prepare?.(stage)
  tellOrdinaryEvents(stage)
  const decoys = playDecoys(stage)
  const background = playBackgroundIncidents(stage)
  const plot = play(stage)
  finish(stage, extra)
  const truth = { scenario, outages: [], ...plot, decoys, background }
  return { ...toReplay(scenario, stage, truth), isProbed: isProbed === true }
}

const emptyCanvas = (options: ReplayOptions, metrics: readonly string[]): Canvas => {
  const startMs = startMsOf(options)
  const stepCount = Math.round((options.endMs - startMs) / MINUTE_MS)
  return createCanvas(metrics, { startMs, stepMs: MINUTE_MS, stepCount, nodeCount: options.nodes })
}

const drawOrdinaryLife = (stage: Stage): void => {
  const { options, fleet, canvas } = stage
  const loads = new LoadBook(canvas, options.noise, stage.random.fork('loads'))
  for (const node of fleet.nodes) {
    const load = loads.loadOf(node)
    const random = stage.random.fork(`life ${node.index}`)
    for (const model of METRIC_MODELS)
      drawMetric(rowOf(canvas, model.metric, node.index), model, { node, load, noise: options.noise, random })
    playRandomBursts(stage, node)
  }
}

const finish = ({ options, fleet, canvas, random }: Stage, extra: readonly Bounded[]): void => {
  for (const bounded of [...METRIC_MODELS, ...extra]) clampMetric(canvas, bounded)
  makeWhole(canvas, random.fork('counts'))
  for (const node of fleet.nodes) {
    agreeOnCpu(canvas, node.index, CPU_COUNTS[node.role])
    agreeOnLink(canvas, node.index)
    agreeOnPressure(canvas, node.index)
    makeHoles(canvas, node, options, random.fork(`holes ${node.index}`))
  }
}

/** Whoever tells of a run tells it when it is over. */
const isOver = (endMs: number | null, options: ReplayOptions): boolean =>
  endMs === null || endMs <= options.endMs

const toReplay = (
  scenario: ScenarioName,
  { options, fleet, canvas, events }: Stage,
  truth: Truth,
): Omit<Replay, 'isProbed'> => ({
  scenario,
  options,
  startMs: canvas.startMs,
  endMs: options.endMs,
  stepMs: canvas.stepMs,
  nodes: fleet.nodes,
  metrics: toMetricHistories(canvas),
  events: events.filter(({ endMs }) => isOver(endMs, options)).sort((a, b) => a.startMs - b.startMs),
  truth: { ...truth, bursts: [...truth.bursts].sort((a, b) => a.onsetMs - b.onsetMs) },
})
