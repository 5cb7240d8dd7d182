import { describe, expect, it } from 'vitest'
import { onsetCsvRows, resourceCsvRows, seriesCsvRows } from './prepare-explain-csv'
import { sampleExplanation, sampleSeries } from './test-explanation'

const answer = sampleExplanation({ series: [{ ...sampleSeries({ id: 4, name: 'a' }), value: null }] })

describe('an explanation as a file', () => {
  it('has as many cells in each row as in its heading', () => {
    for (const rows of [onsetCsvRows(answer), resourceCsvRows(answer), seriesCsvRows(answer)])
      expect(new Set(rows.map(({ length }) => length)).size).toBe(1)
  })

  it('leaves empty what is not measured', () => {
    const [heading = [], row = []] = seriesCsvRows(answer)
    expect(row[heading.indexOf('to')]).toBeNull()
    expect(row[heading.indexOf('from')]).toBe(0.02)
  })
})
