import { describe, expect, it } from 'vitest'
import type { FactInterval } from '../fleet-history'
import { HOUR_MS } from '../times'
import { factsAt, type Facts } from './facts-at'
import { stratify } from './stratify'

const NOW_MS = 1_000 * HOUR_MS

const held = (fact: string, value: string, fromMs = -Infinity, toMs = Infinity): FactInterval => ({
  fact,
  value,
  fromMs,
  toMs,
})
const facts = (...of: FactInterval[]): Facts => factsAt({ name: 'n', facts: of }, NOW_MS)
const units = (...values: Record<string, string>[]): Facts[] =>
  values.map((value) => new Map(Object.entries(value)))
const written = (of: readonly Facts[]) =>
  stratify(of).map(({ fact, op, value, members }) => `${fact}${op}${value} ${members.join('')}`)

describe('the facts of a moment', () => {
  it('are those that hold then: from the first moment, up to the last', () => {
    const found = facts(held('kernel', 'old', -Infinity, NOW_MS), held('kernel', 'new', NOW_MS, NOW_MS + 1))
    expect([...found]).toEqual([['kernel', 'new']])
  })

  it('tell the age by the launch, and the uptime beside it', () => {
    const found = facts(
      held('boot_time', String(NOW_MS - 2 * HOUR_MS)),
      held('launch_time', String(NOW_MS - 30 * HOUR_MS)),
    )
    expect([...found]).toEqual([
      ['age', '30'],
      ['uptime', '2'],
    ])
  })

  it('tell the age by the boot where no launch is known or it is no number', () => {
    const boot = held('boot_time', String(NOW_MS - 2 * HOUR_MS))
    expect([...facts(boot)]).toEqual([['age', '2']])
    expect([...facts(boot, held('launch_time', 'yesterday'))]).toEqual([['age', '2']])
    expect([...facts(held('launch_time', ''))]).toEqual([])
  })

  it('know no negative age where a clock is ahead', () => {
    expect(facts(held('launch_time', String(NOW_MS + HOUR_MS))).get('age')).toBe('0')
  })
})

describe('strata', () => {
  it('of a text are its values; who has none is outside of each', () => {
    expect(written(units({ role: 'db' }, { role: 'web' }, { role: 'web' }, {}))).toEqual([
      'role=web 0110',
      'role=db 1000',
    ])
  })

  it('of an age are cut where people think of it, and who has none is on no side', () => {
    expect(written(units({ age: '0.5' }, { age: '2' }, {}, { age: '200' }))).toEqual(
      [1, 3, 6, 12, 24, 48, 72, 168].flatMap((cut) => {
        const below = [0.5, 2, NaN, 200].map((age) => (age === age ? Number(age < cut) : -1))
        const above = below.map((side) => (side < 0 ? side : 1 - side))
        return [`age<${cut} ${below.join('')}`, `age>=${cut} ${above.join('')}`]
      }),
    )
  })

  it('of a number are its values where they are few, and its cuts', () => {
    expect(written(units({ cpus: '4' }, { cpus: '8' }, { cpus: '8' }))).toEqual([
      'cpus=8 011',
      'cpus=4 100',
      'cpus<8 100',
      'cpus>=8 011',
    ])
  })

  it('are not made of what all have in common, nor of what names a node', () => {
    expect(written(units({ os: 'a', name: 'x' }, { os: 'a', name: 'y' }))).toEqual([])
    const many = Array.from({ length: 20 }, (_, at) => ({ serial: `s${at}` }))
    expect(written(units(...many))).toEqual([])
  })

  it('stay few for a number with many values', () => {
    const many = Array.from({ length: 3_000 }, (_, at) => ({ memory: String(at * 7) }))
    const cuts = stratify(units(...many))
    expect(cuts.length).toBeGreaterThan(20)
    expect(cuts.length).toBeLessThanOrEqual(52)
  })

  it('take hostile text as it is', () => {
    const hostile = units({ ['__proto__']: '<b>' }, { constructor: '"}' })
    expect(written(hostile)).toEqual(['__proto__=<b> 10', 'constructor="} 01'])
  })
})
