import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchKeys } from './match-keys'
import { pageLetters } from './page-letters'

const BINDINGS = [
  { id: 'fleet', keys: ['g', 'f'] },
  { id: 'help', keys: ['?'] },
  { id: 'forward', keys: ['f'] },
  { id: 'unbound', keys: [] },
]

const type = (keys: readonly string[]): string[] => {
  let before: readonly string[] = []
  return keys.flatMap((key) => {
    const { match, pressed } = matchKeys(before, key, BINDINGS)
    before = pressed
    return match.kind === 'found' ? [match.binding.id] : []
  })
}

describe('keys', () => {
  it.each([
    [['?'], ['help']],
    [['g', 'f'], ['fleet']],
    [['f'], ['forward']],
    [['g', '?'], ['help']],
    [['g', 'g', 'f'], ['fleet']],
    [['g', 'x', 'f'], ['forward']],
    [['x'], []],
  ])('%j mean %j', (keys, ids) => {
    expect(type(keys)).toEqual(ids)
  })
})

describe('the letters of pages', () => {
  it('are those that the titles begin with, where they are free', () => {
    const titles = ['Fleet', 'Collectors', 'Coverage', 'Metric']
    expect(pageLetters(titles.map((title) => ({ title })))).toEqual(['f', 'c', 'o', 'm'])
  })

  it('are not taken from a page that asks for one', () => {
    const pages = [{ title: 'Explain', letter: 'x' }, { title: 'Xylophones' }, { title: 'Events' }]
    expect(pageLetters(pages)).toEqual(['x', 'y', 'e'])
  })

  it('are each used once', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (titles) => {
        expect(new Set(pageLetters(titles.map((title) => ({ title })))).size).toBe(titles.length)
      }),
    )
  })
})
