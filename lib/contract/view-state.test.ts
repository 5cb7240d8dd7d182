import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldText, fieldValues } from './test-views'
import { DEFAULT_VIEW, parseViewState, toSearch, VIEW_FIELDS, viewFieldNames } from './view-state'

describe('the view in the URL', () => {
  it('comes back from its URL exactly, whatever its fields are', () => {
    fc.assert(
      fc.property(fieldValues, (values) => {
        const view = { ...DEFAULT_VIEW, ...values }
        expect(parseViewState(new URLSearchParams(toSearch(view)))).toEqual(view)
      }),
    )
  })

  it('has one spelling for what a text means', () => {
    fc.assert(
      fc.property(fc.constantFrom(...viewFieldNames), fieldText, (name, text) => {
        const { parse } = VIEW_FIELDS[name]
        const value = parse(text)
        fc.pre(value !== null)
        expect(parse(value)).toBe(value)
      }),
    )
  })

  it('is never broken by what somebody typed into the URL', () => {
    fc.assert(
      fc.property(fc.constantFrom(...viewFieldNames), fieldText, (name, text) => {
        const state = parseViewState(new URLSearchParams([[VIEW_FIELDS[name].key, text]]))
        expect(parseViewState(new URLSearchParams(toSearch(state)))).toEqual(state)
      }),
    )
  })

  it('has a place of its own in the URL for each field', () => {
    const keys = viewFieldNames.map((name) => VIEW_FIELDS[name].key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('leaves defaults out of the URL', () => {
    expect(toSearch(DEFAULT_VIEW)).toBe('')
  })

  it('writes an absolute time as UTC that a person can read', () => {
    const state = parseViewState(new URLSearchParams('from=1748772000000&to=2025-06-01T11:00:00%2B01:00'))
    expect(state.from).toBe('2025-06-01T10:00:00Z')
    expect(state.to).toBe('2025-06-01T10:00:00Z')
  })
})
