import { SETTINGS } from '@/lib/config/settings'
import { freePort } from '@/scripts/processes.mjs'
import { createApp } from '../system/app'
import { seconds } from './client'
import { SkippedFault, type Fault } from './fault'
import { judgeAnswers, judgeFleet, openFleet } from './fleet'
import { openPlace } from './place'
import { READY_BOUND_MS } from './ready'
import { pass } from './time'

export const killRoller: Fault = {
  name: 'kill-roller',
  done: 'kill -9 of the roller in a process of its own, and started again, at random moments while all senders send',
  async run(scene) {
    if (!('role' in SETTINGS)) throw new SkippedFault('the roller has no process of its own')
    const place = await openPlace(scene, { settings: { USESCOPE_ROLE: 'ingest' } })
    const roller = createApp(await freePort(), place.postgres.url, { USESCOPE_ROLE: 'roll' })
    scene.onEnd(() => roller.end('SIGKILL'))
    await roller.start()
    const fleet = await openFleet(scene, place)
    let slowestMs = 0
    for (let kill = 0; kill < scene.kills; kill += 1) {
      await pass(scene.random.between(200, 2500))
      await roller.end('SIGKILL')
      const startedMs = performance.now()
      await roller.start()
      slowestMs = Math.max(slowestMs, performance.now() - startedMs)
    }
    scene.check(
      'ready within 10 s of the restart',
      slowestMs < READY_BOUND_MS,
      `${String(scene.kills)} kills, slowest ${seconds(slowestMs)}`,
    )
    await judgeFleet(scene, fleet, place.store)
    judgeAnswers(scene, fleet, [204])
  },
}
