import { query } from '@/lib/store/sql'
import type { Store } from '@/lib/store/db'
import { eventually } from '../system/process'
import { seconds } from './client'
import type { Fault, Scene } from './fault'
import { judgeAnswers, judgeFleet, openFleet } from './fleet'
import { openPlace, type Place } from './place'
import { startProbe } from './probe'
import { judgeReadiness, READY_BOUND_MS, timeUntilReady } from './ready'
import { pass } from './time'

const RECOVERY_GIVE_UP_MS = 60_000

export const killPostgres: Fault = {
  name: 'kill-postgres',
  done: 'kill -9 of the postmaster or of one of its backends at random moments while all senders send',
  async run(scene) {
    const place = await openPlace(scene)
    const fleet = await openFleet(scene, place)
    const probe = startProbe(place.app.url, '/readyz')
    const questions = startProbe(place.app.url, '/api/v1/fleet')
    for (const one of [probe, questions]) scene.onEnd(() => one.stop())
    const served = place.app.pid()
    let slowestMs = 0
    for (let kill = 0; kill < scene.kills; kill += 1) {
      await pass(scene.random.between(200, 6000))
      const tookMs =
        kill === 0 || scene.random.between(0, 2) === 0
          ? await killPostmaster(place)
          : await killBackend(scene, place.store)
      slowestMs = Math.max(slowestMs, tookMs + (await timeUntilReady(probe)))
    }
    scene.check(
      'ready within 10 s of the kill, without a restart of the server',
      slowestMs < READY_BOUND_MS && place.app.pid() === served,
      `${String(scene.kills)} kills, slowest ${seconds(slowestMs)}`,
    )
    judgeReadiness(scene, probe)
    scene.check(
      'questions are answered with 200 or 503, within 5 s',
      questions.answers.areOnly(200, 503) && questions.answers.slowestMs < 5000,
      String(questions.answers),
    )
    await judgeFleet(scene, fleet, place.store)
    judgeAnswers(scene, fleet, [204, 503])
  },
}

/** Resolves once another one runs. */
async function killPostmaster({ postgres }: Place): Promise<number> {
  const startedMs = performance.now()
  const killed = postgres.pid()
  process.kill(killed, 'SIGKILL')
  await eventually('Postgres is started again', RECOVERY_GIVE_UP_MS, () =>
    Promise.resolve(postgres.pid() !== killed),
  )
  return performance.now() - startedMs
}

/** The postmaster then ends all others and recovers by itself. */
async function killBackend(scene: Scene, store: Store): Promise<number> {
  const backends = await query<{ pid: number }>(
    store,
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'usescope' AND pid <> pg_backend_pid() ORDER BY pid`,
  )
  const [first, ...others] = backends
  if (first !== undefined) process.kill(scene.random.pick([first, ...others]).pid, 'SIGKILL')
  return 0
}
