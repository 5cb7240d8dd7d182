import { expect, test } from 'vitest'
import { createFakeClock } from './fixtures/fake-clock'
import { until } from './fixtures/until'
import { startTicker, untilNextTickMs } from './ticker'

test('ticks fall on multiples of the interval', async () => {
  const clock = createFakeClock(1_800_000_003_210)
  const ticks: number[] = []
  const ticker = startTicker(clock, 10_000, () => {
    ticks.push(clock.nowMs())
    return Promise.resolve()
  })
  for (const count of [1, 2, 3]) {
    await until(() => ticks.length === count && clock.waiting() === 1)
    clock.advance(10_000)
  }
  await ticker.stop()
  expect(ticks.map((ms) => ms - 1_800_000_000_000)).toEqual(
    [3_210, 10_000, 20_000, 30_000].slice(0, ticks.length),
  )
  expect(clock.waiting()).toBe(0)
})

test('a timer that fires early does not tick twice', () => {
  expect(untilNextTickMs(9_999, 10_000)).toBe(10_001)
  expect(untilNextTickMs(10_000, 10_000)).toBe(10_000)
  expect(untilNextTickMs(10_400, 10_000)).toBe(9_600)
})

test('a tick that takes long leaves out the next, and stopping waits for it', async () => {
  const clock = createFakeClock(1_800_000_000_000)
  let started = 0
  let finish: () => void = () => undefined
  const ticker = startTicker(clock, 10_000, () => {
    started += 1
    return new Promise((resolve) => (finish = resolve))
  })
  clock.advance(25_000)
  expect(started).toBe(1)
  let isStopped = false
  const stopping = ticker.stop().then(() => (isStopped = true))
  expect(isStopped).toBe(false)
  finish()
  await stopping
  expect(clock.waiting()).toBe(0)
})
