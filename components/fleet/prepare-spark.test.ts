import { describe, expect, it } from 'vitest'
import { describeSampleResources } from '@/components/ui/test-resources'
import type { SeriesAnswer } from '@/lib/contract/series'
import { prepareSpark } from './prepare-spark'

const cpu = describeSampleResources().find(({ id }) => id === 'cpu')?.aspects.utilization
const sparkOf = (max: (number | null)[]) => {
  if (cpu === undefined || cpu.metric === null) throw new Error('the sample has no CPU')
  const line = { metric: cpu.metric, unit: 'ratio' as const, node: 1, name: '', device: '' }
  const answer: SeriesAnswer = {
    window: { fromMs: 0, toMs: 1 },
    asOfMs: null,
    stepMs: 1,
    startMs: 0,
    series: [{ ...line, mean: max, min: max, max }],
    cut: null,
  }
  return prepareSpark(answer, cpu)
}

describe('the spark of a cell', () => {
  it('begins a new line behind a gap', () => {
    expect(sparkOf([0.1, 0.2, null, 0.3])?.path.match(/M/g)).toHaveLength(2)
  })

  it('is nothing where nothing was measured', () => {
    expect(sparkOf([null, null])).toBeNull()
  })

  it('keeps a single spike', () => {
    expect(sparkOf([0, 0, 1, 0])?.highest).toBe(1)
  })
})
