import { loadReplay } from '@/lib/demo/load-replay'
import { endOfMinute } from '@/lib/demo/demo-file'
import { Poster } from '@/lib/demo/post'
import { makeReplay, type Replay } from '@/lib/replay/make-replay'
import type { ReplayOptions, ScenarioName } from '@/lib/replay/options'

/** Fills the app under test with a replay that ends now, and waits until all of it is on screen; the truth comes along. */
export const loadReplayFleet = async (
  baseURL: string,
  scenario: ScenarioName,
  options: Partial<ReplayOptions> = {},
): Promise<Replay> => {
  const replay = makeReplay(scenario, { nodes: 40, days: 3, endMs: endOfMinute(Date.now()), ...options })
  const poster = new Poster({ url: baseURL, token: null })
  try {
    await loadReplay(replay, poster, { onProgress: () => undefined })
  } finally {
    poster.close()
  }
  return replay
}

/** Removes what was loaded, so that the next journey begins without it. */
export const removeReplayFleet = async (baseURL: string): Promise<void> => {
  const demo = new URL('/api/v1/demo', baseURL)
  await fetch(demo, { method: 'DELETE', headers: { origin: demo.origin } })
  const deadlineMs = Date.now() + 90_000
  while (Date.now() < deadlineMs) {
    const { work, nodes } = (await (await fetch(demo)).json()) as { work: unknown; nodes: number }
    if (work === null && nodes === 0) return
  }
  throw new Error('the replay was not removed')
}
