import { DAY_MS, MINUTE_MS } from '../../core/times'
import { eventOf } from '../events'
import { chooseNodes, giveFact } from '../fleet/choose-nodes'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Random } from '../random'
import { rowOf } from '../signals/canvas'
import { silence } from '../signals/holes'
import { raise, strain } from '../signals/strain'
import { NOTHING_HAPPENS, type Plot, type Stage } from '../stage'
import type { Outage, TrueBurst } from '../truth'
import type { Scenario } from './scenario'

const OLD_DRIVER = 'vif'
const NEW_DRIVER = 'ixgbevf'
/** Of a node and a day. */
const OUTAGES_OLD = 0.05
const OUTAGES_NEW = 0.002
const LOAD_MINUTES = 12
const TROUBLE_MINUTES = 4

const oldDriverNodes = ({ fleet, options, random }: Stage): PlannedNode[] =>
  chooseNodes(fleet.nodes, fleet.nodes, options.affectedShare, random.fork('drivers'))

/** One node loses the better driver with a kernel upgrade in the middle of the replay. */
const convertOf = ({ fleet }: Stage, old: ReadonlySet<PlannedNode>): PlannedNode | undefined =>
  fleet.nodes.find((node) => !old.has(node))

const prepare = (stage: Stage): void => {
  const old = new Set(oldDriverNodes(stage))
  const convert = stage.options.hasIncident ? convertOf(stage, old) : undefined
  for (const node of stage.fleet.nodes) {
    if (node === convert) tellConversion(stage, node)
    else if (old.has(node)) giveFact(node, 'driver', OLD_DRIVER)
    else {
      giveFact(node, 'driver', NEW_DRIVER)
      giveFact(node, 'driver_version', '2.16.4')
    }
  }
}

const middleMs = ({ options }: Stage): number => options.endMs - Math.floor(options.days / 2) * DAY_MS

const tellConversion = (stage: Stage, node: PlannedNode): void => {
  const atMs = middleMs(stage)
  node.facts.push(
    { fact: 'driver', value: NEW_DRIVER, fromMs: -Infinity, toMs: atMs },
    { fact: 'driver_version', value: '2.16.4', fromMs: -Infinity, toMs: atMs },
    { fact: 'driver', value: OLD_DRIVER, fromMs: atMs, toMs: Infinity },
  )
  const told = { startMs: atMs, source: 'dpkg', kind: 'package' }
  stage.events.push(
    eventOf(node, {
      ...told,
      name: 'linux-image-6.1.0-18-amd64',
      text: 'upgrade linux-image-6.1.0-18-amd64',
    }),
    eventOf(node, {
      ...told,
      source: 'kernel',
      kind: 'driver',
      name: OLD_DRIVER,
      text: `eth0: driver ${NEW_DRIVER} 2.16.4 became ${OLD_DRIVER}`,
    }),
  )
}

/** A moment at which the node moves much: of some at random, the one of most throughput. */
const busyMoment = ({ canvas }: Stage, node: PlannedNode, random: Random): number => {
  const received = rowOf(canvas, 'network.utilization.receive', node.index)
  const steps = Array.from({ length: 6 }, () => random.whole(30, canvas.stepCount))
  const best = steps.reduce((a, b) => ((received[a] ?? 0) >= (received[b] ?? 0) ? a : b))
  return canvas.startMs + best * canvas.stepMs
}

interface Failure {
  outage: Outage
  bursts: TrueBurst[]
}

/** Throughput first, then errors, then nothing at all until somebody restarts it. */
const fail = (stage: Stage, node: PlannedNode, random: Random): Failure => {
  const { canvas, options, events } = stage
  const atMs = busyMoment(stage, node, random)
  const troubleMs = atMs - TROUBLE_MINUTES * MINUTE_MS
  const onsetMs = troubleMs - LOAD_MINUTES * MINUTE_MS
  const minutes = Math.round(Math.min(360, 6 * random.pareto(0.9)))
  const toMs = atMs + minutes * MINUTE_MS
  const at = { node: node.index, amount: options.amplitude }
  const errors = { node: node.index, metric: 'network.errors.errors', onsetMs: troubleMs, endMs: atMs }
  const bursts = [
    ...strain(canvas, { ...at, kind: 'network', onsetMs, minutes: LOAD_MINUTES + TROUBLE_MINUTES }, random),
    ...strain(canvas, { ...at, kind: 'retransmits', onsetMs: troubleMs, minutes: TROUBLE_MINUTES }, random),
    errors,
  ]
  raise(canvas, { ...errors, by: 25 * options.amplitude }, random)
  silence(canvas, node.index, atMs, toMs)
  for (const [probe, text] of [
    ['nping', 'connect to port 22 timed out'],
    ['status-check', 'instance status check failed'],
  ] as const)
    events.push(
      eventOf(node, {
        startMs: atMs,
        endMs: toMs,
        source: probe,
        kind: 'probe-failed',
        name: 'unreachable',
        text,
      }),
    )
  return { outage: { node: node.index, fromMs: atMs, toMs }, bursts }
}

const failuresOf = (stage: Stage, node: PlannedNode, perDay: number, days: number): Failure[] => {
  const random = stage.random.fork(`outages ${node.index}`)
  return Array.from({ length: random.count(perDay * days) }, () => fail(stage, node, random))
}

const play = (stage: Stage): Plot => {
  const old = new Set(oldDriverNodes(stage))
  const convert = convertOf(stage, old)
  const { days } = stage.options
  const failures = stage.fleet.nodes.flatMap((node) => {
    if (node === convert) return [fail(stage, node, stage.random.fork('convert'))]
    return failuresOf(stage, node, old.has(node) ? OUTAGES_OLD : OUTAGES_NEW, days)
  })
  const outages = failures.map(({ outage }) => outage).sort((a, b) => a.fromMs - b.fromMs)
  return {
    cause: { kind: 'driver', source: 'kernel', name: OLD_DRIVER },
    recurs: [],
    spans: outages.map(({ fromMs, toMs }) => ({
      fromMs: fromMs - (LOAD_MINUTES + TROUBLE_MINUTES) * MINUTE_MS,
      toMs,
    })),
    separation: { fact: 'driver', op: '=', value: OLD_DRIVER },
    firstMover: { resource: 'network', metric: 'network.utilization.receive' },
    bursts: failures.flatMap(({ bursts }) => bursts),
    outages,
  }
}

export const ENHANCED_NETWORKING: Scenario = {
  title: 'Nodes with the old network driver vanish under load',
  defaults: { nodes: 100, affectedShare: 0.3, churnPerDay: 0.02 },
  isProbed: true,
  prepare,
  play: (stage) => (stage.options.hasIncident ? play(stage) : NOTHING_HAPPENS),
}
