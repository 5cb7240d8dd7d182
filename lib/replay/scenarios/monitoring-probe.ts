import { DAY_MS, MINUTE_MS } from '../../core/times'
import { eventOf } from '../events'
import { chooseNodes } from '../fleet/choose-nodes'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Random } from '../random'
import { startMsOf } from '../options'
import { raise } from '../signals/strain'
import { NOTHING_HAPPENS, type Plot, type Stage } from '../stage'
import type { TimeSpan, TrueBurst } from '../truth'
import type { Scenario } from './scenario'

const AGENT = 'probe-agent'
const FACT = 'probe_agent_version'
const GOOD = '1.8.2'
const BAD = '1.9.0'
const VANTAGES = ['health-check', 'proxy', 'decider'] as const

/** System time on the cores that the proxy is bound to; the others do next to nothing. */
const RISES = [
  { metric: 'cpu.utilization.hottest', by: 0.75 },
  { metric: 'cpu.utilization.system', by: 0.3 },
  { metric: 'cpu.utilization.busy', by: 0.3 },
  { metric: 'cpu.saturation.pressure', by: 0.25 },
] as const

const affectedNodes = ({ fleet, options, random }: Stage): PlannedNode[] =>
  chooseNodes(
    fleet.nodes,
    fleet.nodes.filter(({ role }) => role === 'proxy'),
    options.affectedShare,
    random.fork('agents'),
  )

/** The first time until somebody takes the version back, the second until the end. */
const spansOf = ({ options }: Stage): TimeSpan[] => {
  const at = (part: number) =>
    startMsOf(options) + Math.round((part * options.days * DAY_MS) / MINUTE_MS) * MINUTE_MS
  return [
    { fromMs: at(0.42), toMs: at(0.5) },
    { fromMs: at(0.92), toMs: options.endMs },
  ]
}

/** Each node follows the roll-out when its turn comes. */
const ownSpans = (stage: Stage, node: PlannedNode): TimeSpan[] => {
  const lateMs = stage.random.fork(`turn ${node.index}`).uniform() * Math.min(30, stage.options.jitterMinutes)
  return spansOf(stage).map(({ fromMs, toMs }) => ({ fromMs: fromMs + Math.round(lateMs * MINUTE_MS), toMs }))
}

const prepare = (stage: Stage): void => {
  const affected = new Set(stage.options.hasIncident ? affectedNodes(stage) : [])
  for (const node of stage.fleet.nodes) {
    let fromMs = -Infinity
    for (const span of affected.has(node) ? ownSpans(stage, node) : []) {
      node.facts.push({ fact: FACT, value: GOOD, fromMs, toMs: span.fromMs })
      node.facts.push({ fact: FACT, value: BAD, fromMs: span.fromMs, toMs: span.toMs })
      fromMs = span.toMs
    }
    node.facts.push({ fact: FACT, value: GOOD, fromMs, toMs: Infinity })
  }
}

const spin = (stage: Stage, node: PlannedNode, { fromMs, toMs }: TimeSpan, random: Random): TrueBurst[] => {
  const { canvas, options, events } = stage
  const told = { source: 'dpkg', kind: 'package', name: AGENT }
  events.push(eventOf(node, { ...told, startMs: fromMs, text: `upgrade ${AGENT} ${GOOD} → ${BAD}` }))
  if (toMs < options.endMs)
    events.push(eventOf(node, { ...told, startMs: toMs, text: `downgrade ${AGENT} ${BAD} → ${GOOD}` }))
  for (const source of VANTAGES)
    events.push(
      eventOf(node, {
        startMs: fromMs + random.between(2, 5) * MINUTE_MS,
        endMs: toMs,
        source,
        kind: 'error-burst',
        name: 'slow answers',
        text: `${source} sees 1 s instead of 1 ms`,
        attributes: { count: random.whole(50, 500), latencyMs: random.whole(700, 1400) },
      }),
    )
  const onsetMs = fromMs + random.between(1, 2) * MINUTE_MS
  return RISES.map(({ metric, by }) => {
    const burst = { node: node.index, metric, onsetMs, endMs: toMs }
    raise(canvas, { ...burst, by: by * options.amplitude }, random)
    return burst
  })
}

const play = (stage: Stage): Plot => {
  const random = stage.random.fork('spinning')
  return {
    cause: { kind: 'package', source: 'dpkg', name: AGENT },
    recurs: [],
    spans: spansOf(stage),
    separation: { fact: FACT, op: '=', value: BAD },
    firstMover: { resource: 'cpu', metric: 'cpu.utilization.hottest' },
    bursts: affectedNodes(stage).flatMap((node) =>
      ownSpans(stage, node).flatMap((span) => spin(stage, node, span, random)),
    ),
  }
}

export const MONITORING_PROBE: Scenario = {
  title: 'A monitoring agent makes the processors of proxies spin',
  defaults: {},
  mix: [
    ['proxy', 0.4],
    ['web', 0.25],
    ['worker', 0.2],
    ['db', 0.15],
  ],
  prepare,
  play: (stage) => (stage.options.hasIncident ? play(stage) : NOTHING_HAPPENS),
}
