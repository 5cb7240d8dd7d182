import { HOUR_MS, MINUTE_MS } from '../../core/times'
import { daysOf, isWithin } from '../background/days'
import { eventOf, timerRun } from '../events'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Random } from '../random'
import { strain } from '../signals/strain'
import { NOTHING_HAPPENS, type Plot, type Stage } from '../stage'
import type { TrueBurst } from '../truth'
import type { Scenario } from './scenario'

const TIMER = 'apt-daily-upgrade.timer'
const START_MINUTE = 360
const YOUNG_MS = 24 * HOUR_MS
const LONGEST_UPGRADE_MINUTES = 12

interface Run {
  node: PlannedNode
  startMs: number
  minutes: number
}

/** Only nodes of less than a day run the timer: later their configuration switches it off. */
const runsOf = (stage: Stage, node: PlannedNode, random: Random): Run[] =>
  daysOf(stage.options).flatMap((dayMs) => {
    const startMs = dayMs + (START_MINUTE + random.uniform() * stage.options.jitterMinutes) * MINUTE_MS
    const minutes = random.between(4, LONGEST_UPGRADE_MINUTES)
    const isYoung = node.lives.some(
      ({ launchMs, toMs }) => launchMs <= startMs && startMs < toMs && startMs - launchMs < YOUNG_MS,
    )
    return isYoung && isWithin(stage.options, startMs) ? [{ node, startMs, minutes }] : []
  })

const strainNode = ({ canvas, options }: Stage, run: Run, random: Random): TrueBurst[] => {
  const at = { node: run.node.index, minutes: run.minutes, amount: options.amplitude }
  const later = (least: number, most: number) => run.startMs + random.between(least, most) * MINUTE_MS
  return [
    ...strain(canvas, { ...at, kind: 'disk', onsetMs: run.startMs }, random),
    ...strain(canvas, { ...at, kind: 'cpu', onsetMs: later(0.7, 1.6) }, random),
    ...strain(canvas, { ...at, kind: 'retransmits', onsetMs: later(0.8, 2.2) }, random),
  ]
}

const PACKAGES = [
  'linux-image-5.15.0-1058-aws',
  'libssl3',
  'openssh-server',
  'systemd',
  'python3.10',
] as const
const COMPLAINTS = { db: 'MySQL server has gone away', other: 'Redis TimeoutError' } as const

const tellRun = ({ events, options }: Stage, { node, startMs, minutes }: Run, random: Random): void => {
  const endMs = startMs + minutes * MINUTE_MS
  events.push(
    timerRun(node, {
      name: TIMER,
      startMs,
      endMs,
      attributes: { schedule: '*-*-* 6:00 UTC', jitterMinutes: options.jitterMinutes },
    }),
  )
  let atMs = startMs + 20_000
  for (const name of PACKAGES) {
    atMs += random.between(0.05, 0.15) * minutes * MINUTE_MS
    events.push(
      eventOf(node, { startMs: atMs, source: 'dpkg', kind: 'package', name, text: `upgrade ${name}` }),
    )
  }
  const complaint = node.role === 'db' ? COMPLAINTS.db : COMPLAINTS.other
  events.push(
    eventOf(node, {
      startMs: startMs + 2.5 * MINUTE_MS,
      endMs: endMs + MINUTE_MS,
      source: 'app',
      kind: 'error-burst',
      name: complaint,
      text: `${complaint} of those who call ${node.name}`,
      attributes: { count: random.whole(40, 900), port: node.role === 'db' ? 3306 : 6379 },
    }),
  )
}

const play = (stage: Stage): Plot => {
  const random = stage.random.fork('unattended upgrades')
  const { jitterMinutes } = stage.options
  const runs = stage.fleet.nodes.flatMap((node) => runsOf(stage, node, random.fork(node.index)))
  const bursts = runs.flatMap((run) => strainNode(stage, run, random))
  for (const run of runs) tellRun(stage, run, random)
  const spans = daysOf(stage.options)
    .map((dayMs) => dayMs + START_MINUTE * MINUTE_MS)
    .filter((fromMs) => runs.some(({ startMs }) => startMs >= fromMs && startMs < fromMs + YOUNG_MS))
    .map((fromMs) => ({ fromMs, toMs: fromMs + (jitterMinutes + LONGEST_UPGRADE_MINUTES) * MINUTE_MS }))
  return {
    cause: { kind: 'timer', source: 'systemd', name: TIMER },
    recurs: [{ startMinute: START_MINUTE, endMinute: START_MINUTE + jitterMinutes }],
    spans,
    separation: { fact: 'age', op: '<', value: '24' },
    firstMover: { resource: 'disk', metric: 'disk.utilization.busy' },
    bursts,
  }
}

export const UNATTENDED_UPGRADES: Scenario = {
  title: 'Young nodes install upgrades every morning',
  defaults: {},
  churnPerDay: ({ affectedShare }) => affectedShare,
  play: (stage) => (stage.options.hasIncident ? play(stage) : NOTHING_HAPPENS),
}
