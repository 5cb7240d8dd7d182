import type { Fault } from './fault'
import { judgeAnswers, judgeFleet, openFleet } from './fleet'
import { openPlace } from './place'
import { pass } from './time'

const BEFORE_MS = 10_000
const AWAY_MS = 60_000
const AFTER_MS = 5_000

export const serverAway: Fault = {
  name: 'server-away',
  done: 'the server is stopped for 60 s while all senders go on',
  async run(scene) {
    const place = await openPlace(scene)
    const { app, store } = place
    const fleet = await openFleet(scene, place)
    await pass(BEFORE_MS)
    await app.end('SIGTERM')
    await pass(AWAY_MS)
    await app.start()
    await pass(AFTER_MS)
    await judgeFleet(scene, fleet, store)
    judgeAnswers(scene, fleet, [204, 503, null])
  },
}
