import { expect, it } from 'vitest'
import { DAY_MS } from '../core/times'
import { incidentInput } from './incidents'

const isGood = (fromMs: number, toMs: number): boolean =>
  incidentInput.safeParse({ fromMs, toMs, title: 'slow disks' }).success

it('the window of an incident is a date, goes forwards and is no longer than 400 days', () => {
  expect(isGood(0, 400 * DAY_MS)).toBe(true)
  expect(isGood(0, 400 * DAY_MS + 1)).toBe(false)
  expect(isGood(5, 5)).toBe(false)
  expect(isGood(8.7e15, 8.7e15 + 1)).toBe(false)
})
