import { describe, expect, it } from 'vitest'
import { creditsOf, hasToDoWith } from './relevance'

const TRIED = ['driver', 'driver', 'driver_version', ...Array.from({ length: 57 }, () => 'team')]

describe('the credit that is given for tries', () => {
  it('is smaller for facts that have to do with the resource, and all chances add up to one', () => {
    const creditOf = creditsOf(TRIED, 'network')
    expect(creditOf('driver')).toBeCloseTo(Math.log(6), 12)
    expect(creditOf('team')).toBeCloseTo(Math.log(120), 12)
    const chances = TRIED.reduce((sum, fact) => sum + Math.exp(-creditOf(fact)), 0)
    expect(chances).toBeLessThanOrEqual(1)
  })

  it('is the same for all where none has to do with it', () => {
    const creditOf = creditsOf(TRIED, 'tasks')
    expect(creditOf('driver')).toBe(creditOf('team'))
    expect(creditOf('team')).toBeCloseTo(Math.log(60), 12)
    expect(hasToDoWith('driver', 'tasks')).toBe(false)
  })
})
