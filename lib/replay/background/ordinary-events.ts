import { HOUR_MS, MINUTE_MS } from '../../core/times'
import { eventOf, timerRun } from '../events'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Stage } from '../stage'
import { daysOf, isWithin } from './days'

const BOOT_SECONDS = 20

const tellBoots = ({ options, events }: Stage, node: PlannedNode): void => {
  for (const { launchMs } of node.lives) {
    if (!isWithin(options, launchMs)) continue
    const startMs = launchMs + BOOT_SECONDS * 1000
    events.push(
      eventOf(node, { startMs, source: 'kernel', kind: 'boot', name: 'boot', text: `${node.name} booted` }),
    )
  }
}

/** Timers that every node runs and that nothing shows of. */
const tellTimers = ({ options, events, random }: Stage, node: PlannedNode): void => {
  const one = random.fork(`timers ${node.index}`)
  const cleanMinute = one.whole(0, 1440)
  for (const dayMs of daysOf(options))
    for (const [name, minute] of [
      ['systemd-tmpfiles-clean.timer', cleanMinute],
      ['apt-daily.timer', one.between(0, 720)],
      ['man-db.timer', one.between(0, 30)],
    ] as const) {
      const startMs = dayMs + minute * MINUTE_MS
      if (isWithin(options, startMs))
        events.push(timerRun(node, { name, startMs, endMs: startMs + one.between(2, 30) * 1000 }))
    }
}

/** On working days, to one role of a cluster, now and then. */
const tellDeploys = ({ options, events, random, fleet }: Stage): void => {
  const one = random.fork('deploys')
  const clusters = [...new Set(fleet.nodes.map(({ cluster }) => cluster))]
  for (const dayMs of daysOf(options))
    for (let left = one.count(3); left > 0; left -= 1) {
      const startMs = Math.round(dayMs + one.between(8, 18) * HOUR_MS)
      const cluster = clusters[one.whole(0, clusters.length)] ?? ''
      const version = `${one.whole(2, 5)}.${one.whole(0, 40)}.${one.whole(0, 9)}`
      const name = one.pick(['shop', 'search', 'checkout', 'accounts'])
      if (isWithin(options, startMs))
        events.push({
          startMs,
          endMs: startMs + 4 * MINUTE_MS,
          cluster,
          node: null,
          source: 'ci',
          kind: 'deploy',
          name,
          text: `${name} ${version}`,
          attributes: { version },
        })
    }
}

export const tellOrdinaryEvents = (stage: Stage): void => {
  for (const node of stage.fleet.nodes) {
    tellBoots(stage, node)
    tellTimers(stage, node)
  }
  tellDeploys(stage)
}
