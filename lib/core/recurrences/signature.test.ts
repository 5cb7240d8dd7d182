import { expect, it } from 'vitest'
import { isSameRecurrence, signatureOf } from './signature'

const IDENTITY = { metric: 'disk.utilization.busy', periodMinutes: 1440, startMinute: 10, fact: 'age < 24' }
const signature = signatureOf(IDENTITY)

it('a recurrence stays the same while its window moves little, also over midnight', () => {
  expect(isSameRecurrence(signature, signatureOf({ ...IDENTITY, startMinute: 40 }))).toBe(true)
  expect(isSameRecurrence(signature, signatureOf({ ...IDENTITY, startMinute: 1425 }))).toBe(true)
})

it('another time, metric, period or fact is another recurrence', () => {
  const others = [
    { startMinute: 120 },
    { metric: 'cpu.utilization.busy' },
    { periodMinutes: 60 },
    { fact: '' },
  ]
  for (const other of others)
    expect(isSameRecurrence(signature, signatureOf({ ...IDENTITY, ...other }))).toBe(false)
})

it('hostile text in a fact or a signature does no harm', () => {
  const hostile = { ...IDENTITY, fact: 'a|b = |c' }
  expect(isSameRecurrence(signatureOf(hostile), signatureOf({ ...hostile, startMinute: 20 }))).toBe(true)
  expect(isSameRecurrence('', '|||')).toBe(false)
})
