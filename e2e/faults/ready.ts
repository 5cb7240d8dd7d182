import type { Scene } from './fault'
import type { Probe } from './probe'
import { eventually } from '../system/process'

export const READY_BOUND_MS = 10_000
const GIVE_UP_MS = 60_000

/** How long it takes until `/readyz` says so twice in a row: one answer may have been under way before. */
export async function timeUntilReady(probe: Probe): Promise<number> {
  const startedMs = performance.now()
  const before = probe.answers.count(200)
  await eventually('the server is ready', GIVE_UP_MS, () =>
    Promise.resolve(probe.answers.count(200) >= before + 2),
  )
  return performance.now() - startedMs
}

/** Nothing but 200 and 503, and nothing that hangs. */
export function judgeReadiness(scene: Scene, { answers }: Probe): void {
  scene.check(
    '/readyz says 503 while the database is away, within 5 s, and 200 before and after',
    answers.areOnly(200, 503) && answers.count(503) > 0 && answers.slowestMs < 5000,
    String(answers),
  )
}
