import { describe, expect, it } from 'vitest'
import { chartRows } from './prepare-chart-csv'
import { prepareUseChart } from './prepare-use-chart'

const chart = prepareUseChart({
  line: { mean: [0.123456, null], min: [0.1, null], max: [0.2, null] },
  earlier: { mean: [0, null] },
  startMs: Date.UTC(2025, 5, 1, 10),
  stepMs: 60_000,
  unit: 'ratio',
  warn: null,
  bad: null,
  asOfMs: 0,
})
const input = { chart, stepMs: 60_000, unit: 'ratio' as const }

describe('the numbers of a chart', () => {
  it('go into a file unrounded, with the beginning of each step in UTC, and empty where not measured', () => {
    expect(chartRows({ ...input, compared: null })).toEqual([
      ['from (UTC)', 'mean (ratio)', 'lowest (ratio)', 'highest (ratio)'],
      ['2025-06-01T10:00:00.000Z', 0.123456, 0.1, 0.2],
      ['2025-06-01T10:01:00.000Z', null, null, null],
    ])
  })

  it('have a column for the window compared with', () => {
    const [head, first, second] = chartRows({ ...input, compared: 'yesterday' })
    expect([head?.at(-1), first?.at(-1), second?.at(-1)]).toEqual(['yesterday (ratio)', 0, null])
  })
})
