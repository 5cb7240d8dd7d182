import { describe, expect, it } from 'vitest'
import type { FailuresAnswer } from '@/lib/contract/failures'
import { describeFailures, headlineOf, prepareStack, worstAmplification } from './prepare-failures'

const ANSWER: FailuresAnswer = {
  window: { fromMs: 0, toMs: 180_000 },
  nowMs: 180_000,
  asOfMs: 180_000,
  stepMs: 60_000,
  stepCount: 3,
  isAnyKnown: true,
  by: 'type',
  labels: ['type'],
  services: [],
  counters: ['rpc_errors_total'],
  countersTotal: 1,
  total: 90,
  series: [
    { value: 'Timeout', counts: [60, 0, null], total: 60, share: 2 / 3 },
    { value: '', counts: [24, null, null], total: 24, share: 24 / 90 },
  ],
  other: { value: '', values: 3, counts: [6, 0, null], total: 6, share: 6 / 90 },
  attempts: [200, 100, null],
  amplification: [2.5, 1, null],
  attemptsTotal: 300,
  amplificationTotal: 1.6667,
  failedShare: 0.4,
  retries: null,
  deadlocks: 3,
  retransmits: null,
  nodes: [],
  nodesTotal: 0,
}

describe('prepareStack', () => {
  it('stacks what was counted a second, keeps gaps, and shows all others as one', () => {
    const { parts, points } = prepareStack(ANSWER)
    expect(parts.map(({ name }) => name)).toEqual(['Timeout', 'without type', '3 others'])
    expect(points.map(({ v0, v1, other }) => [v0, v1, other])).toEqual([
      [1, 0.4, 0.1],
      [0, 0, 0],
      [null, null, null],
    ])
  })

  it('says what a step holds, and tells nothing measured from none', () => {
    const stack = prepareStack(ANSWER)
    expect(describeFailures(stack, 0, 60_000)[0]).toBe('Timeout: 1 /s')
    expect(describeFailures(stack, 1, 60_000)).toEqual(['no failures'])
    expect(describeFailures(stack, 2, 60_000)).toEqual(['not measured'])
  })
})

describe('the sentence', () => {
  it('says how many, which part of the attempts, and how often it was tried', () => {
    expect(headlineOf(ANSWER)).toBe('90 failures, 40 % of all attempts; 1.67 attempts for each success')
    expect(headlineOf({ ...ANSWER, total: null })).toBe('No failures are counted here')
    expect(worstAmplification(ANSWER)).toEqual({ atMs: 0, times: 2.5 })
  })
})
