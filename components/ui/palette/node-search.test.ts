import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern } from '@/lib/core/pattern'
import { parseMatchers } from '@/lib/core/label-matchers'
import { nameFilter } from './node-search'

const patternOf = (text: string) => compilePattern(parseMatchers(nameFilter(text))[0]?.value ?? '')

describe('the search for a node', () => {
  it('finds every name that holds what was typed, however hostile it is', () => {
    const text = fc.string({ minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (typed, before, after) => {
        expect(patternOf(typed)(`${before}${typed}${after}`)).toBe(true)
      }),
    )
  })

  it('heeds no case', () => {
    expect(patternOf('WEB-1')('eu.web-17')).toBe(true)
    expect(patternOf('web.1')('web-1')).toBe(false)
  })
})
