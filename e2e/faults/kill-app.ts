import { seconds } from './client'
import type { Fault } from './fault'
import { judgeAnswers, judgeFleet, openFleet } from './fleet'
import { READY_BOUND_MS } from './ready'
import { openPlace } from './place'
import { pass } from './time'

export const killApp: Fault = {
  name: 'kill-app',
  done: 'kill -9 of the server, and started again, at random moments while all senders send',
  async run(scene) {
    const place = await openPlace(scene)
    const { app, store } = place
    const fleet = await openFleet(scene, place)
    let slowestMs = 0
    for (let kill = 0; kill < scene.kills; kill += 1) {
      await pass(scene.random.between(200, 2500))
      await app.end('SIGKILL')
      const startedMs = performance.now()
      await app.start()
      slowestMs = Math.max(slowestMs, performance.now() - startedMs)
    }
    scene.check(
      'ready within 10 s of the restart',
      slowestMs < READY_BOUND_MS,
      `${String(scene.kills)} kills, slowest ${seconds(slowestMs)}`,
    )
    await judgeFleet(scene, fleet, store)
    judgeAnswers(scene, fleet, [204, 503, null])
  },
}
