import { describe, expect, it } from 'vitest'
import { DAY_MS } from '@/lib/core/times'
import { comparedWindow, comparedWord } from './compared-window'

const window = { fromMs: 10 * DAY_MS, toMs: 10 * DAY_MS + 60_000 }

describe('the window compared with', () => {
  it('lies whole days earlier and is as long', () => {
    expect(comparedWindow(window, 'yesterday')).toEqual({ fromMs: 9 * DAY_MS, toMs: 9 * DAY_MS + 60_000 })
    expect(comparedWindow(window, 'week')).toEqual({ fromMs: 3 * DAY_MS, toMs: 3 * DAY_MS + 60_000 })
  })

  it('does not exist where nothing is compared', () => {
    expect([comparedWindow(window, ''), comparedWord('')]).toEqual([null, null])
    expect(comparedWord('week')).toBe('last week')
  })
})
