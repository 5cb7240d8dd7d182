import { expect, it } from 'vitest'
import { tellLead } from './tell-lead'

it('tells what came before and after, but no order within the minute that onsets are known to', () => {
  expect([300_000, 60_000, 59_000, 0, -14_000, -90_000].map(tellLead)).toEqual([
    '5 min before it began',
    '1 min before it began',
    'as it began',
    'as it began',
    'as it began',
    '1.5 min after it began',
  ])
})
