import { describe, expect, it } from 'vitest'
import { prepareChange } from './prepare-change'

describe('the change of a value', () => {
  it('has an arrow, the difference in its unit, and words', () => {
    expect(prepareChange(0.9, 0.7, 'ratio', 'yesterday')).toMatchObject({
      text: '↑20',
      label: '20 points more than yesterday',
    })
    expect(prepareChange(2, 14, 'items', 'week')).toMatchObject({
      text: '↓12',
      label: '12 less than last week',
    })
  })

  it('tells no earlier data from no change', () => {
    expect(prepareChange(0, null, 'items', 'week')?.label).toBe('no earlier data, last week')
    expect(prepareChange(0, 0, 'items', 'week')?.label).toBe('as last week')
    expect(prepareChange(0, 0, 'items', 'week')?.text).not.toBe(prepareChange(0, null, 'items', 'week')?.text)
  })

  it('is nothing where nothing is measured or compared', () => {
    expect(prepareChange(null, 1, 'items', 'week')).toBeNull()
    expect(prepareChange(1, 1, 'items', '')).toBeNull()
  })
})
