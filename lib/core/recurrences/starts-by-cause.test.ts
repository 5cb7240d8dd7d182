import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../times'
import { EventBook } from './candidates'
import { startsByCause } from './starts-by-cause'

const CAUSE = { source: 'cron', name: 'batch', matched: 5, of: 10, expected: 0, lagSeconds: 60, evidence: 9 }

/** One run a day at 200 minutes on one node, and bursts that are seen so much later. */
const days = (lateMinutes: readonly number[], clear: number) => {
  const at = (day: number, minute: number) => day * DAY_MS + minute * MINUTE_MS
  const events = new EventBook(
    lateMinutes.map((_, day) => ({ source: 'cron', name: 'batch', startMs: at(day, 200), nodes: [7] })),
  )
  const every = {
    nodes: lateMinutes.map(() => 7),
    timesMs: lateMinutes.map((late, day) => at(day, 200 + late)),
    jitterMs: 60 * MINUTE_MS,
  }
  const bursts = { ...every, nodes: every.nodes.slice(0, clear), timesMs: every.timesMs.slice(0, clear) }
  const minutes = startsByCause({ every, bursts }, CAUSE, events)?.map((ms) => (ms % DAY_MS) / MINUTE_MS)
  return minutes ?? null
}

describe('when bursts began', () => {
  it('is told by the runs that they followed where noise hides it', () => {
    expect(days([1, 1, 1, 2, 20, 30, 40, 55], 3)).toEqual(Array.from({ length: 8 }, () => 201))
  })

  it('is told by the bursts where they are seen from their start on', () => {
    expect(days([1, 10, 20, 30, 40, 50], 6)).toBeNull()
  })

  it('is not told by what most of them do not follow', () => {
    expect(days([1, 2, 90, 90, 90, 90], 2)).toBeNull()
  })
})
