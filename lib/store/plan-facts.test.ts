import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planFacts } from './plan-facts'
import type { FactObservation } from './plan-facts'

const observed = (observedMs: number, value: string): FactObservation => ({
  nodeId: 1,
  device: '',
  name: 'kernel',
  value,
  observedMs,
})

const apply = (
  facts: readonly FactObservation[],
  observations: readonly FactObservation[],
): FactObservation[] => {
  const { inserted, deleted } = planFacts(facts, observations)
  return [...facts.filter((fact) => !deleted.includes(fact)), ...inserted].sort(
    (a, b) => a.observedMs - b.observedMs,
  )
}

const brief = (facts: readonly FactObservation[]) =>
  facts.map(({ observedMs, value }) => `${observedMs}${value}`)

it('an observation that repeats the value in force changes nothing', () => {
  expect(planFacts([observed(1, 'a')], [observed(5, 'a'), observed(9, 'a')])).toEqual({
    inserted: [],
    deleted: [],
  })
})

it('a change and the way back are both kept', () => {
  expect(brief(apply([], [observed(1, 'a'), observed(5, 'b'), observed(9, 'a')]))).toEqual(['1a', '5b', '9a'])
})

it('an earlier observation of the same value takes the place of a later one', () => {
  expect(brief(apply([observed(5, 'a')], [observed(1, 'a')]))).toEqual(['1a'])
})

it('of two values at one moment the larger stays, in either order', () => {
  expect(brief(apply([observed(5, 'a')], [observed(5, 'b')]))).toEqual(['5b'])
  expect(brief(apply([observed(5, 'b')], [observed(5, 'a')]))).toEqual(['5b'])
})

it('devices and nodes do not mix', () => {
  const other = { ...observed(1, 'b'), device: 'eth0' }
  expect(planFacts([observed(1, 'a')], [other]).inserted).toEqual([other])
})

it('observations made in order, one by one or at once, are the history without repeats', () => {
  const values = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 })
  fc.assert(
    fc.property(values, (texts) => {
      const observations = texts.map((value, i) => observed(i, value))
      const changes = observations.filter(({ value }, i) => value !== texts[i - 1])
      expect(brief(apply([], observations))).toEqual(brief(changes))
      const stepwise = observations.reduce<FactObservation[]>((facts, one) => apply(facts, [one]), [])
      expect(brief(stepwise)).toEqual(brief(changes))
    }),
  )
})
