import { describe, expect, test } from 'vitest'
import { judge, type Reading } from './judge'
import { nodeState } from './node-state'
import { compareWorstFirst, countVerdicts, worstVerdict, type RankedNode } from './severity'

const METRIC = {
  higherIsWorse: true,
  judgedBy: 'peak' as const,
  threshold: { warn: 0.7, bad: 0.9, source: 'test' },
}
const reading = (value: number | null): Reading => ({ mean: value, max: value, last: value, peak: value })

describe('judge', () => {
  test('a value that reaches a threshold is on its bad side', () => {
    expect([0.69, 0.7, 0.9].map((value) => judge(METRIC, reading(value)))).toEqual(['ok', 'warn', 'bad'])
  })
  test('where lower is worse, low values are bad', () => {
    const metric = { ...METRIC, higherIsWorse: false, threshold: { warn: 100, bad: 10, source: 'test' } }
    expect([101, 100, 10].map((value) => judge(metric, reading(value)))).toEqual(['ok', 'warn', 'bad'])
  })
  test('nothing measured is neither zero nor healthy', () => {
    expect(judge(METRIC, reading(null))).toBe('unmeasured')
    expect(judge({ ...METRIC, threshold: null }, reading(null))).toBe('unmeasured')
    expect(judge(METRIC, reading(0))).toBe('ok')
  })
  test('the peak decides, or the mean where the metric says so', () => {
    const spiky: Reading = { mean: 0.1, max: 1, last: 0, peak: 0.95 }
    expect(judge(METRIC, spiky)).toBe('bad')
    expect(judge({ ...METRIC, judgedBy: 'mean' }, spiky)).toBe('ok')
  })
  test('what cannot apply to the node is not unmeasured', () => {
    expect(judge(METRIC, { ...reading(null), applicable: 0 })).toBe('not_applicable')
    expect(judge(METRIC, { ...reading(null), applicable: null })).toBe('unmeasured')
    expect(judge(METRIC, { ...reading(0.8), applicable: 4e9 })).toBe('warn')
  })
})

describe('nodeState', () => {
  const heard = (ageMs: number, intervalMs: number | null) =>
    nodeState({ lastSampleMs: 1e12 - ageMs, intervalMs, asOfMs: 1e12 })
  test('a node is fresh for three of its intervals, and at least a minute', () => {
    expect([heard(60_000, 15_000), heard(60_001, 15_000)]).toEqual(['fresh', 'stale'])
    expect([heard(180_000, 60_000), heard(180_001, 60_000)]).toEqual(['fresh', 'stale'])
    expect(heard(60_000, null)).toBe('fresh')
  })
  test('a node that was silent for a day is gone', () => {
    expect([heard(86_399_999, 15_000), heard(86_400_000, 15_000)]).toEqual(['stale', 'gone'])
    expect(nodeState({ lastSampleMs: null, intervalMs: null, asOfMs: 0 })).toBe('gone')
  })
})

describe('severity', () => {
  test('the worst verdict of a node is that of its worst cell', () => {
    expect(worstVerdict(['ok', 'unmeasured', 'warn'])).toBe('warn')
    expect(worstVerdict(['ok', 'unmeasured'])).toBe('unmeasured')
    expect(worstVerdict([])).toBe('not_applicable')
    expect(countVerdicts(['bad', 'ok', 'warn', 'bad'])).toEqual({ bad: 2, warn: 1 })
  })
  test('the worst nodes come first, and those long gone last', () => {
    const node = (name: string, part: Partial<RankedNode>): RankedNode => ({
      name,
      state: 'fresh',
      bad: 0,
      warn: 0,
      ...part,
    })
    const nodes = [
      node('fine-b', {}),
      node('gone', { state: 'gone', bad: 9 }),
      node('warned', { warn: 3 }),
      node('silent', { state: 'stale' }),
      node('bad', { bad: 1 }),
      node('fine-a', {}),
    ]
    expect(nodes.sort(compareWorstFirst).map(({ name }) => name)).toEqual([
      'bad',
      'silent',
      'warned',
      'fine-a',
      'fine-b',
      'gone',
    ])
  })
})
