import { expect, test } from 'vitest'
import { createFakeClock } from '../fixtures/fake-clock'
import { createFactSchedule } from './fact-schedule'

test('facts are told at once, when they change, and again after five minutes', () => {
  const clock = createFakeClock()
  let kernel = '1'
  const due = createFactSchedule(() => ({ kernel }), clock.nowMs)
  const dueAfter = (ms: number) => {
    clock.advance(ms)
    return due()
  }
  expect(due()).toEqual({ kernel: '1' })
  expect(dueAfter(10_000)).toBeNull()
  expect(dueAfter(60_000)).toBeNull()
  kernel = '2'
  expect(dueAfter(60_000)).toEqual({ kernel: '2' })
  expect(dueAfter(290_000)).toBeNull()
  expect(dueAfter(70_000)).toEqual({ kernel: '2' })
})
