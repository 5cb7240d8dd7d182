import { MINUTE_MS } from '../../core/times'
import { timerRun } from '../events'
import type { Stage } from '../stage'
import { strain, type StrainKind } from '../signals/strain'
import type { Role } from '../signals/models'
import type { ClockWindow, Decoy } from '../truth'
import { daysOf, isWithin } from './days'

interface Job {
  name: string
  source: string
  roles: readonly Role[]
  window: ClockWindow
  minutes: readonly [least: number, most: number]
  strains: readonly (readonly [kind: StrainKind, amount: number])[]
  resource: string
}

/** Jobs of every night that nobody has to worry about. */
const JOBS: readonly Job[] = [
  {
    name: 'nightly-backup',
    source: 'cron',
    roles: ['db'],
    window: { startMinute: 120, endMinute: 150 },
    minutes: [18, 35],
    strains: [
      ['disk', 0.7],
      ['network', 0.8],
    ],
    resource: 'disk',
  },
  {
    name: 'logrotate.timer',
    source: 'systemd',
    roles: ['web', 'proxy'],
    window: { startMinute: 0, endMinute: 20 },
    minutes: [2, 4],
    strains: [
      ['disk', 0.25],
      ['cpu', 0.25],
    ],
    resource: 'disk',
  },
]

const runJob = (stage: Stage, job: Job): Decoy => {
  const { fleet, canvas, options } = stage
  const nodes = fleet.nodes.filter(({ role }) => job.roles.includes(role))
  const random = stage.random.fork(job.name)
  for (const node of nodes)
    for (const dayMs of daysOf(options)) {
      const startMs = dayMs + random.between(job.window.startMinute, job.window.endMinute) * MINUTE_MS
      const minutes = random.between(...job.minutes)
      if (!isWithin(options, startMs)) continue
      for (const [kind, amount] of job.strains)
        strain(canvas, { kind, node: node.index, onsetMs: startMs, minutes, amount }, random)
      stage.events.push(
        timerRun(node, { source: job.source, name: job.name, startMs, endMs: startMs + minutes * MINUTE_MS }),
      )
    }
  const { name, window, resource } = job
  return { name, window, resource, nodes: nodes.map(({ index }) => index) }
}

export const playDecoys = (stage: Stage): Decoy[] =>
  stage.options.hasDecoys ? JOBS.map((job) => runJob(stage, job)) : []
