import { expect, it } from 'vitest'
import { SERIES_PER_NODE } from '../load/fleet'
import { comparedHours, planData } from './data-plan'
import { RECORDED, historySamples } from './peer-history'

const DAYS = 9
const FIVE_MINUTES_MS = 300_000

it('the peers get what their questions read, in order of time and nothing twice', () => {
  const plan = planData(1, DAYS, false, Date.UTC(2026, 10, 21, 8, 3, 20))
  const newestMs = new Map<string, number>()
  const counts = { recorded: 0, others: 0 }
  let isInOrder = true
  let last = 0
  for (const { labels, timeMs } of historySamples(plan, FIVE_MINUTES_MS)) {
    const series = labels.toString('latin1')
    isInOrder &&= timeMs >= last && timeMs > (newestMs.get(series) ?? 0)
    newestMs.set(series, timeMs)
    last = timeMs
    counts[series.includes(RECORDED) ? 'recorded' : 'others'] += 1
  }
  expect(isInOrder).toBe(true)
  expect(last).toBe(plan.endMs - 60_000)
  expect(counts.others).toBe(comparedHours(plan).length * 60 * SERIES_PER_NODE)
  expect(counts.recorded).toBeGreaterThanOrEqual(DAYS * 24 * 12)
})
