import { describe, expect, it } from 'vitest'
import { describeStep } from './describe-step'
import { prepareUseChart } from './prepare-use-chart'

const chart = prepareUseChart({
  line: { mean: [0.2, null, 0], min: [0.1, null, 0], max: [0.3, null, 0] },
  earlier: { mean: [0.5, null] },
  startMs: 0,
  stepMs: 60_000,
  unit: 'ratio',
  warn: null,
  bad: null,
  asOfMs: 180_000,
})

describe('a step in words', () => {
  it('says the mean and how far the samples went', () => {
    expect(describeStep(chart, 0, 'ratio', null)).toEqual(['20 %', '10 % to 30 %'])
  })

  it('tells not measured from zero', () => {
    expect(describeStep(chart, 1, 'ratio', null)).toEqual(['not measured'])
    expect(describeStep(chart, 2, 'ratio', null)).toEqual(['0 %'])
  })

  it('says what the window compared with held, and that it held nothing', () => {
    expect(describeStep(chart, 0, 'ratio', 'yesterday').at(-1)).toBe('yesterday: 50 %')
    expect(describeStep(chart, 2, 'ratio', 'yesterday').at(-1)).toBe('yesterday: not measured')
  })
})
