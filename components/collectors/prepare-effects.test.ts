import { describe, expect, it } from 'vitest'
import type {
  ObserverComparison,
  ObserverEffect,
  ObserverEffectsAnswer,
} from '@/lib/contract/observer-effects'
import { DEFAULT_VIEW, type ViewState } from '@/lib/contract/view-state'
import {
  comparisonLinks,
  describeNothing,
  describeSmallWaves,
  judgeEffect,
  prepareEffectChart,
  sortEffects,
} from './prepare-effects'

const effect = (change: Partial<ObserverEffect> = {}): ObserverEffect => ({
  id: 'cpu.utilization.system',
  title: 'System time',
  unit: 'ratio',
  sentence: 'Nodes spend more.',
  doubt: null,
  estimate: 0.3,
  low: 0.2,
  high: 0.4,
  isSignificant: true,
  isTrusted: true,
  changed: 3,
  others: 3,
  leftOut: 0,
  placebo: null,
  lines: { startMs: 0, stepMs: 1000, changed: [0, null, 0.5, 1], others: [0, 0, 0, 0] },
  ...change,
})
const comparison = (change: Partial<ObserverComparison> = {}): ObserverComparison => ({
  kind: 'change',
  fact: 'agent_version',
  from: '1',
  to: 'a "b"',
  name: 'agent_version 1 → a "b"',
  changedAt: { fromMs: 1000, toMs: 1500 },
  before: { fromMs: 0, toMs: 1000 },
  after: { fromMs: 2000, toMs: 4000 },
  isMatched: true,
  nodes: [],
  changed: 3,
  others: 3,
  refusal: null,
  effects: [],
  ...change,
})
const answer = (change: Partial<ObserverEffectsAnswer> = {}): ObserverEffectsAnswer => ({
  window: { fromMs: 0, toMs: 1 },
  searched: { fromMs: 0, toMs: 1 },
  nowMs: 1,
  asOfMs: 1,
  total: 9,
  known: 9,
  facts: [],
  comparisons: [],
  smallWaves: 0,
  ...change,
})

describe('both groups over time', () => {
  it('are drawn from zero, with a gap where nothing was measured', () => {
    const chart = prepareEffectChart(effect(), comparison())
    expect(chart.changed.match(/M/g)).toHaveLength(2)
    expect(chart.others).toMatch(/^M0\.1250 1\.0000L/)
    expect([chart.low, chart.high]).toEqual(['0 %', '100 %'])
  })

  it('show when nodes were changed, and nothing of the kind where they always were different', () => {
    expect(prepareEffectChart(effect(), comparison())).toMatchObject({ from: 0.25, to: 0.5 })
    expect(prepareEffectChart(effect(), comparison({ changedAt: null }))).toMatchObject({
      from: null,
      to: null,
    })
  })

  it('can be drawn where all is zero or nothing is known', () => {
    const lines = { startMs: 0, stepMs: 1000, changed: [null, null], others: [0, 0] }
    expect(prepareEffectChart(effect({ lines }), comparison())).toMatchObject({
      changed: '',
      others: 'M0.2500 1.0000L0.7500 1.0000',
    })
  })
})

it('a difference that was there before is neither a finding nor all right', () => {
  expect(judgeEffect(effect())).toBe('warn')
  expect(judgeEffect(effect({ isTrusted: false }))).toBe('not_applicable')
  expect(judgeEffect(effect({ isSignificant: false, isTrusted: false }))).toBe('ok')
  expect(judgeEffect(effect({ estimate: -0.3 }))).toBe('ok')
})

it('what chance does not explain comes first', () => {
  const sorted = sortEffects([effect({ id: 'a', isSignificant: false }), effect({ id: 'b' })])
  expect(sorted.map(({ id }) => id)).toEqual(['b', 'a'])
})

it('links lead to the same nodes and times on the same clock, whatever the values hold', () => {
  const view: ViewState = { ...DEFAULT_VIEW, zone: 'utc', filter: 'role="db"', baselineFrom: '1' }
  const { explain, profiles, nodeHref } = comparisonLinks(comparison(), view)
  const explained = new URLSearchParams(explain.split('?')[1])
  expect(explained.get('from')).not.toBeNull()
  expect(explained.get('baselineFrom')).toBeNull()
  const asked = new URLSearchParams(profiles.split('?')[1])
  expect(asked.get('filter')).toBe('"agent_version"="a \\"b\\""')
  expect(asked.get('against')).toBe('nodes')
  for (const link of [explain, profiles, nodeHref(7)])
    expect(new URLSearchParams(link.split('?')[1]).get('tz')).toBe('utc')
})

describe('where there is nothing to compare', () => {
  it('it is said why', () => {
    expect(describeNothing(answer())).toContain('No fact of these nodes tells how they are observed')
    expect(describeNothing(answer({ facts: ['agent_version'] }))).toBe(
      'No three nodes are observed otherwise than the rest, by agent_version.',
    )
    expect(describeNothing(answer({ total: 0 }))).toBe('No node fits the filter.')
    expect(describeNothing(answer({ comparisons: [comparison()] }))).toBeNull()
  })

  it('small changes are counted', () => {
    expect(describeSmallWaves(answer())).toBeNull()
    expect(describeSmallWaves(answer({ smallWaves: 2 }))).toBe(
      '2 changes of fewer than 3 nodes at a time are not compared.',
    )
  })
})
