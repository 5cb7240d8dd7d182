import { describe, expect, it } from 'vitest'
import { formatNumber, formatSpread } from './format'
import { renderTable } from './table'

describe('tables', () => {
  it('are Markdown whose columns line up', () => {
    const table = {
      title: 'Things',
      notes: ['Said first.'],
      columns: ['name', 'n'],
      rows: [['a thing', '1']],
    }
    expect(renderTable(table).split('\n')).toEqual([
      '### Things',
      '',
      'Said first.',
      '',
      '| name    | n   |',
      '| ------- | --- |',
      '| a thing | 1   |',
    ])
  })

  it.each([
    [0, '0'],
    [0.0123456, '0.0123'],
    [1.239, '1.24'],
    [12.34, '12.3'],
    [123.4, '123'],
    [1_234_567, '1,230,000'],
  ])('show %d as %s', (value, shown) => {
    expect(formatNumber(value)).toBe(shown)
  })

  it('show a spread only where there is one, and nothing as not measured', () => {
    expect(formatSpread({ median: 2, min: 1, max: 3 })).toBe('2.00 (1.00–3.00)')
    expect(formatSpread({ median: 2, min: 2, max: 2 })).toBe('2.00')
    expect(formatSpread(null)).toBe('–')
  })
})
