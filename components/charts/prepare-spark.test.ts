import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highestOf, prepareSpark } from './prepare-spark'

const line = (values: (number | null)[]) => ({ mean: values, min: values, max: values })
const value = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }))

describe('a spark', () => {
  it('stays within its box, whatever was measured', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 60 }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (values, top) => {
          const spark = prepareSpark(line(values), top)
          const numbers = `${spark.band} ${spark.line}`.match(/[\d.]+/g)?.map(Number) ?? []
          for (const [index, number] of numbers.entries()) {
            expect(number).toBeGreaterThanOrEqual(0)
            expect(number).toBeLessThanOrEqual(index % 2 === 0 ? values.length : 1)
          }
        },
      ),
    )
  })

  it('draws nothing through a gap, and a lone step as wide as it is', () => {
    const { line: path } = prepareSpark(line([1, null, 0.5]), 1)
    expect(path).toBe('M0 0 1 0M2 0.5 3 0.5')
    expect(prepareSpark(line([null, null]), 1).line).toBe('')
  })

  it('has the highest sample of all lines as the top of a shared scale', () => {
    expect(highestOf([line([1, null]), line([3])])).toBe(3)
    expect(highestOf([])).toBe(0)
  })
})
