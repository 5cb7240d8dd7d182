import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInputError } from './errors'
import { parseMatchers, printMatchers, toPredicate, type LabelMatcher } from './label-matchers'
import { compilePattern } from './pattern'

const matches = (filter: string, labels: Record<string, string>): boolean =>
  toPredicate(parseMatchers(filter))(labels)

describe('filters', () => {
  test('every matcher must hold', () => {
    const labels = { cluster: 'eu-1', role: 'web', age: '3.5' }
    expect(matches('cluster=eu-1,role!=db', labels)).toBe(true)
    expect(matches('cluster="eu-1", role="db"', labels)).toBe(false)
    expect(matches('{cluster=~"eu-.*",role!~"db|cache"}', labels)).toBe(true)
    expect(matches('age<24,age>=3.5', labels)).toBe(true)
    expect(matches('age>3.5', labels)).toBe(false)
    expect(matches('', labels)).toBe(true)
  })
  test('a label that is absent is empty, and no number', () => {
    expect(matches('zone=""', {})).toBe(true)
    expect(matches('zone!=a', {})).toBe(true)
    expect(matches('age<24', {})).toBe(false)
  })
  test('a pattern must match the whole value', () => {
    expect(matches('host=~"web"', { host: 'web-1' })).toBe(false)
    expect(matches('host=~"web.*"', { host: 'web-1' })).toBe(true)
  })
  test('what cannot be read is refused with its place', () => {
    for (const text of [
      'cluster',
      'cluster=',
      '=x',
      'a=b c=d',
      'a="b',
      'age<old',
      'a=~"("',
      'a=~"x**"',
      '{a=b',
      'a=~"(?=x)"',
    ])
      expect(() => parseMatchers(text), text).toThrow(InvalidInputError)
    expect(() => parseMatchers('a=b c')).toThrow(/character 5/)
  })
})

const matcher: fc.Arbitrary<LabelMatcher> = fc.oneof(
  fc.record({
    label: fc.string({ minLength: 1, maxLength: 8 }),
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: fc.string({ unit: 'binary', maxLength: 12 }),
  }),
  fc.record({
    label: fc.stringMatching(/^[a-z_.]{1,8}$/),
    operator: fc.constantFrom('<' as const, '>=' as const),
    value: fc.integer().map(String),
  }),
)

test('printed matchers read back the same', () => {
  fc.assert(
    fc.property(fc.array(matcher, { maxLength: 5 }), (matchers) => {
      expect(parseMatchers(printMatchers(matchers))).toEqual(matchers)
    }),
  )
})

const atom = fc.constantFrom('a', 'b', 'ab', '.', '[ab]', '[^a]', '\\d', '\\.', '(?:a|b)', '[a-c]')
const pattern = fc
  .array(fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{0,1}', '{2,}')), {
    maxLength: 5,
  })
  .chain((parts) =>
    fc
      .constantFrom('', '|')
      .map((between) =>
        parts.map(([text, times]) => (text === 'ab' ? `(ab)${times}` : text + times)).join(between),
      ),
  )

describe('patterns', () => {
  test('match what the engine of the language matches', () => {
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[abc.1]{0,8}$/), (source, value) => {
        expect(compilePattern(source)(value)).toBe(new RegExp(`^(?:${source})$`, 's').test(value))
      }),
      { numRuns: 1000 },
    )
  })
  test('no pattern is slow on any value', () => {
    const value = `${'a'.repeat(2000)}!`
    const stepsOf = (source: string) => compilePattern(source)(value)
    expect(['(a+)+', '(a|a)*', '(a|aa)+', 'a*a*a*a*a*b', '(.*)*(.*)*x'].map(stepsOf)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })
  test('a pattern that is too large is refused', () => {
    expect(() => compilePattern('a'.repeat(201))).toThrow(InvalidInputError)
    expect(() => compilePattern('((a{99}){99}){99}')).toThrow(InvalidInputError)
    expect(() => compilePattern('('.repeat(30) + ')'.repeat(30))).toThrow(InvalidInputError)
  })
})
