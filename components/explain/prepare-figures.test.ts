import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { conditionText, prepareFigures } from './prepare-figures'
import { Links } from './prepare-links'
import { sampleExplanation } from './test-explanation'

const figuresOf = (change: Parameters<typeof sampleExplanation>[0] = {}) => {
  const answer = sampleExplanation(change)
  return prepareFigures(answer, 'utc', new Links(answer, DEFAULT_VIEW))
}

describe('the figures of an answer', () => {
  it('say since when, where, what is shared and what happened, in this order', () => {
    const figures = figuresOf({
      events: [
        {
          source: 'systemd',
          name: 'apt-daily-upgrade.timer',
          atMs: 0,
          node: null,
          matched: 2,
          of: 2,
          expected: 0,
          leadMs: 120_000,
          sentence: '',
        },
      ],
    })
    expect(figures.map(({ question, value, detail }) => [question, value, detail])).toEqual([
      ['Since when', '05 Jan 2026, 05:45 UTC', 'the last of them 15 min later'],
      ['Where', '1 of 6 nodes', 'a'],
      ['What they share', 'image a"b', '2 of 2 such nodes are affected, 0 of the other 4'],
      ['What happened then', 'apt-daily-upgrade.timer', 'systemd, on 2 of 2 of them, 2 min before it began'],
    ])
  })

  it('are left out where nothing stands out', () => {
    expect(figuresOf({ standsOut: false })).toEqual([])
  })

  it('lead to the affected nodes in the fleet, whatever they are called', () => {
    const [, where] = figuresOf({
      affected: [
        { id: 1, name: 'db.1"x' },
        { id: 2, name: 'b+c' },
      ],
    })
    expect(new URLSearchParams(where?.href?.slice(2)).get('filter')).toBe('name=~"db\\\\.1\\"x|b\\\\+c"')
  })

  it('lead nowhere rather than to an address that is too long', () => {
    const affected = Array.from({ length: 400 }, (_, id) => ({ id, name: `node-${String(id)}` }))
    expect(figuresOf({ affected })[1]).toMatchObject({
      detail: 'node-0, node-1, node-2 and 397 more',
      href: null,
    })
  })
})

describe('a condition', () => {
  it.each([
    [{ fact: 'kernel', op: '=', value: '6.1' }, 'kernel 6.1'],
    [{ fact: 'age', op: '<', value: '24' }, 'age below 1 d'],
    [{ fact: 'cores', op: '>=', value: '48' }, 'cores of 48 or more'],
  ] as const)('%j reads %s', (condition, text) => {
    expect(conditionText(condition)).toBe(text)
  })
})
