import { describe, expect, it } from 'vitest'
import { makeReplay } from '../make-replay'
import { makeProfiles } from './make-profiles'

const OPTIONS = { nodes: 20, days: 2 }

describe('the profiles of a replay', () => {
  const replay = makeReplay('monitoring-probe', OPTIONS)
  const profiles = [...makeProfiles(replay)]

  it('spin in both episodes and at no other time', () => {
    const spinning = profiles.filter(({ text }) => text.includes('queued_spin_lock_slowpath'))
    const episodeOf = ({ fromMs }: { fromMs: number }) =>
      replay.truth.spans.findIndex((span) => fromMs >= span.fromMs && fromMs < span.toMs)
    expect(new Set(spinning.map(episodeOf))).toEqual(new Set([0, 1]))
    expect(spinning.length).toBeLessThan(profiles.length / 3)
  })

  it('are the same for the same seed, and there for this scenario alone', () => {
    expect([...makeProfiles(makeReplay('monitoring-probe', OPTIONS))]).toEqual(profiles)
    expect([...makeProfiles(makeReplay('memory-pressure', { nodes: 4, days: 0.5 }))]).toEqual([])
  })

  it('tell of one node when each sample was taken', () => {
    expect(profiles.filter(({ text }) => text.includes('cycles:'))).toHaveLength(1)
  })
})
