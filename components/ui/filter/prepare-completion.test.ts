import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabelName } from '@/lib/contract/labels'
import { parseMatchers } from '@/lib/core/label-matchers'
import { nextCompletion, prepareCompletions, typedPartOf } from './prepare-completion'

const label = (name: string, values: readonly string[]): LabelName => ({
  name,
  source: 'label',
  nodes: values.length,
  values: values.map((value) => ({ value, nodes: 1 })),
  of: values.length,
})
const names = [label('cluster', ['eu-1', 'us-1']), label('role', ['db', 'web']), label('subrole', ['x'])]
const filtersOf = (filter: string) =>
  prepareCompletions(filter, filter.length, names).items.map((item) => item.filter)

describe('the completion of a filter', () => {
  it('offers names, those that begin with what is typed first', () => {
    expect(filtersOf('ro')).toEqual(['role=', 'subrole='])
    expect(filtersOf('role="db", c')).toEqual(['role="db", cluster='])
  })

  it('offers a name without values with a limit', () => {
    const [item] = prepareCompletions('a', 1, [label('age', [])]).items
    expect(item?.filter).toBe('age<')
  })

  it('offers the values of the name, quoted', () => {
    expect(filtersOf('cluster=')).toEqual(['cluster="eu-1"', 'cluster="us-1"'])
    expect(filtersOf('role="db",cluster!="us')).toEqual(['role="db",cluster!="us-1"'])
  })

  it('replaces the rest of the matcher at the caret and keeps the others', () => {
    const [item] = prepareCompletions('cluster="e",role="db"', 10, names).items
    expect(item?.filter).toBe('cluster="eu-1",role="db"')
  })

  it('offers nothing behind a number or a closed value', () => {
    expect(filtersOf('age<2')).toEqual([])
    expect(filtersOf('role="db"')).toEqual([])
  })

  it('is walked around by the arrow keys, over none', () => {
    const walked = (from: number, move: number) => nextCompletion(from, move, 2)
    expect([walked(-1, 1), walked(0, 1), walked(1, 1)]).toEqual([0, 1, -1])
    expect([walked(-1, -1), walked(1, -1), walked(0, -1)]).toEqual([1, 0, -1])
  })

  it('reads a comma in quotes as part of the value', () => {
    expect(typedPartOf('role="a,b', 9)).toEqual({
      kind: 'value',
      name: 'role',
      operator: '=',
      text: 'a,b',
      from: 0,
    })
  })

  it('of any value is a filter for this value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        const [item] = prepareCompletions('role=', 5, [label('role', [value])]).items
        expect(parseMatchers(item?.filter ?? '')).toEqual([{ label: 'role', operator: '=', value }])
      }),
    )
  })
})
