import { expect, it } from 'vitest'
import type { CorrelatedPair, CorrelationsAnswer } from '@/lib/contract/correlations'
import {
  chanceText,
  coefficientText,
  describeFindings,
  describePair,
  lagText,
  tracePath,
} from './prepare-pairs'

const METRIC: CorrelationsAnswer['metric'] = {
  id: 'disk.utilization.busy',
  resource: 'disk',
  resourceTitle: 'Disk',
  aspect: 'utilization',
  title: 'Time with I/O in flight',
  unit: 'ratio',
  higherIsWorse: true,
  judgedBy: 'mean',
  warn: null,
  bad: null,
  source: null,
  whenUnmeasured: '',
}
const PAIR: CorrelatedPair = {
  node: 2,
  name: 'web-2',
  metric: 'tcp.saturation.retransmits',
  title: 'Segments retransmitted',
  resourceTitle: 'TCP',
  unit: 'ratio',
  coefficient: 0.9,
  lagSeconds: 240,
  n: 100,
  effectiveN: 20,
  pValue: 0.001,
  qValue: 0.01,
  values: [null, 0],
}
const ANSWER: CorrelationsAnswer = {
  window: { fromMs: 0, toMs: 120_000 },
  nowMs: 0,
  asOfMs: 0,
  stepMs: 60_000,
  metric: METRIC,
  isProfileRemoved: false,
  nodes: { compared: 3, of: 3 },
  tookMs: 1,
  target: { node: 1, name: 'web-1', values: [0.5, 0.25], problem: null },
  lagMaxSeconds: 3600,
  pairs: [PAIR],
  compared: 40,
  discovered: 1,
}

it('draws from lowest to highest, and a gap stays a gap', () => {
  expect(tracePath([1, 3, null, 2])).toBe('M0 1.000H1L1 0.000H2M3 0.500H4')
  expect(tracePath([5, 5])).toBe('M0 0.500H1L1 0.500H2')
  expect(tracePath([null])).toBe('')
})

it('says who comes first, and by how much', () => {
  expect([0, 240, -240].map(lagText)).toEqual(['at the same time', '4 min later', '4 min earlier'])
})

it('writes coefficients so that they stand under one another, and no minus before zero', () => {
  expect([0.5, -0.51, -0.001].map(coefficientText)).toEqual(['+0.50', '−0.51', '+0.00'])
  expect([0.0001, 0.02].map(chanceText)).toEqual(['< 0.1 %', '2.0 %'])
})

it('tells not measured from zero', () => {
  expect(describePair(ANSWER, PAIR, 0, 'utc')[1]).toContain('not measured')
  expect(describePair(ANSWER, PAIR, 1, 'utc')[1]).toMatch(/: 0 ?%/)
})

it('says in a sentence what was found, or why nothing can be', () => {
  expect(describeFindings(ANSWER)).toBe(
    '1 of 40 other series of 3 nodes move with Disk · Time with I/O in flight of web-1.',
  )
  expect(describeFindings({ ...ANSWER, pairs: [], discovered: 0 })).toContain('Nothing moves with')
  expect(describeFindings({ ...ANSWER, discovered: 30 })).toContain('1 of them shown')
  const problem = (text: 'constant' | 'not_measured' | 'too_short') =>
    describeFindings({ ...ANSWER, target: { ...ANSWER.target, problem: text } })
  expect(problem('constant')).toContain('does not move')
  expect(problem('not_measured')).toContain('less than half of the window')
  expect(problem('too_short')).toContain('at least half an hour')
})
