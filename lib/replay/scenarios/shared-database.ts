import { HOUR_MS, MINUTE_MS } from '../../core/times'
import { daysOf, isWithin } from '../background/days'
import { eventOf, timerRun } from '../events'
import { chooseNodes, giveFact } from '../fleet/choose-nodes'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Random } from '../random'
import { strain } from '../signals/strain'
import { NOTHING_HAPPENS, type Plot, type Stage } from '../stage'
import type { TrueBurst } from '../truth'
import type { Scenario } from './scenario'

const BATCH = 'overnight-batch'
const ROLE_FACT = 'db_role'
const WRITER = 'writer'
const START_MINUTE = 200
/** Callers begin to suffer when their own morning begins. */
const VICTIMS_MINUTE = 240
const QUERIES = ['UPDATE allocation SET …', 'INSERT INTO ledger SELECT …', 'SELECT … FOR UPDATE'] as const

const writersOf = ({ fleet, options, random }: Stage): PlannedNode[] =>
  chooseNodes(
    fleet.nodes,
    fleet.nodes.filter(({ role }) => role === 'db'),
    options.affectedShare,
    random.fork('writers'),
  )

const prepare = (stage: Stage): void => {
  const writers = new Set(writersOf(stage))
  for (const node of stage.fleet.nodes)
    if (node.role === 'db') giveFact(node, ROLE_FACT, writers.has(node) ? WRITER : 'replica')
}

/** The batch of one night on one writer: its disk first, then its processors and those who wait for it. */
const loadWriter = (stage: Stage, node: PlannedNode, dayMs: number, random: Random): TrueBurst[] => {
  const { canvas, options, events } = stage
  const startMs = dayMs + (START_MINUTE + random.uniform() * options.jitterMinutes) * MINUTE_MS
  const minutes = random.between(60, 90)
  if (!isWithin(options, startMs)) return []
  events.push(
    timerRun(node, { source: 'cron', name: BATCH, startMs, endMs: startMs + minutes * MINUTE_MS }),
    eventOf(node, {
      startMs: startMs + 60_000,
      endMs: startMs + minutes * MINUTE_MS,
      source: 'mysql',
      kind: 'slow-query',
      name: random.pick(QUERIES),
      text: `user batch, ${random.whole(20, 400)} s`,
      attributes: { user: 'batch', deadlocks: random.whole(20, 300) },
    }),
  )
  const at = { node: node.index, amount: 0.8 * options.amplitude }
  const waitMs = startMs + random.between(1, 3) * MINUTE_MS
  return [
    ...strain(canvas, { ...at, kind: 'disk', onsetMs: startMs, minutes }, random),
    ...strain(canvas, { ...at, kind: 'cpu', onsetMs: waitMs, minutes: minutes - 4 }, random),
  ]
}

/** Retries multiply what the callers send, and their errors are told by the service. */
const disturbCaller = (stage: Stage, node: PlannedNode, dayMs: number, random: Random): TrueBurst[] => {
  const { canvas, options, events } = stage
  const startMs = dayMs + (VICTIMS_MINUTE + random.between(0, 8)) * MINUTE_MS
  const minutes = random.between(25, 45)
  if (!isWithin(options, startMs)) return []
  events.push(
    eventOf(node, {
      startMs,
      endMs: startMs + minutes * MINUTE_MS,
      source: 'allocation',
      kind: 'error-burst',
      name: 'DeadlineExceeded',
      text: 'calls of the database took more than 30 s',
      attributes: {
        count: random.whole(200, 4000),
        errorShare: random.between(0.5, 1),
        retries: random.whole(1, 4),
      },
    }),
  )
  const at = { node: node.index, onsetMs: startMs, minutes, amount: 0.35 * options.amplitude }
  return strain(canvas, { ...at, kind: 'retransmits' }, random)
}

const play = (stage: Stage): Plot => {
  const random = stage.random.fork('batch')
  const writers = writersOf(stage)
  const callers = stage.fleet.nodes.filter(({ role, index }) => role === 'web' && index % 2 === 0)
  const bursts = daysOf(stage.options).flatMap((dayMs) => [
    ...writers.flatMap((node) => loadWriter(stage, node, dayMs, random)),
    ...callers.flatMap((node) => disturbCaller(stage, node, dayMs, random)),
  ])
  const spans = daysOf(stage.options)
    .map((dayMs) => dayMs + START_MINUTE * MINUTE_MS)
    .filter((fromMs) => isWithin(stage.options, fromMs))
    .map((fromMs) => ({ fromMs, toMs: fromMs + 2 * HOUR_MS }))
  return {
    cause: { kind: 'timer', source: 'cron', name: BATCH },
    recurs: [{ startMinute: START_MINUTE, endMinute: START_MINUTE + stage.options.jitterMinutes }],
    spans,
    separation: { fact: ROLE_FACT, op: '=', value: WRITER },
    firstMover: { resource: 'disk', metric: 'disk.utilization.busy' },
    bursts,
  }
}

export const SHARED_DATABASE: Scenario = {
  title: 'An overnight batch loads the database that everybody writes to',
  defaults: { affectedShare: 0.05, jitterMinutes: 10 },
  prepare,
  play: (stage) => (stage.options.hasIncident ? play(stage) : NOTHING_HAPPENS),
}
