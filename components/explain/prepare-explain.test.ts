import { describe, expect, it } from 'vitest'
import type { ExplainAnswer } from '@/lib/contract/explain'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { prepareExplanation } from './prepare-explain'

const FROM_MS = Date.UTC(2026, 0, 5, 6)
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const metric = {
  resource: 'disk',
  aspect: 'utilization',
  metric: 'disk.utilization.busy',
  title: 'Time with I/O in flight',
  unit: 'ratio',
  role: 'suspect',
  standsOut: true,
  sentence: 'On 2 of 6 nodes.',
} as const

const answer: ExplainAnswer = {
  window: { fromMs: FROM_MS, toMs: FROM_MS + HOUR_MS },
  baseline: { isChosen: false, spans: Array.from({ length: 7 }, () => ({ fromMs: 0, toMs: HOUR_MS })) },
  leadMs: HOUR_MS,
  stepMs: 5 * MINUTE_MS,
  asOfMs: FROM_MS + HOUR_MS,
  standsOut: true,
  headline: 'Disk stands out.',
  measured: { series: 1_200, nodes: 6, baselineSpans: 5 },
  resources: [
    { ...metric, score: 8, nodesAffected: 2, nodesTotal: 6, onsetMs: FROM_MS, worst: { id: 4, name: 'a' } },
    {
      ...metric,
      role: 'victim',
      score: 4,
      nodesAffected: 2,
      nodesTotal: 6,
      onsetMs: FROM_MS,
      worst: { id: 5, name: 'b' },
    },
  ],
  series: [],
  seriesTotal: 140,
  lanes: [
    {
      metric: 'disk.utilization.busy',
      title: 'Disk',
      onsetMs: FROM_MS - 15 * MINUTE_MS,
      nodes: 3,
      lagMs: 0,
      firstShare: 1,
      onsetsMs: [FROM_MS - 15 * MINUTE_MS, FROM_MS, FROM_MS],
    },
  ],
  order: null,
  separatedBy: [
    {
      fact: 'image',
      op: '=',
      value: 'a"b',
      affectedInside: 2,
      inside: 2,
      affectedOutside: 0,
      outside: 4,
      precision: 1,
      recall: 1,
      pValue: 0.01,
      qValue: 0.02,
      sentence: '',
    },
  ],
  events: [],
  silent: [],
  affected: [{ id: 4, name: 'a' }],
  tookMs: 12,
}

const prepared = prepareExplanation(answer, { ...DEFAULT_VIEW, zone: 'utc' })

describe('a prepared explanation', () => {
  it('tells suspects from victims and weighs both on one scale', () => {
    expect(prepared.suspects.map(({ weight }) => weight)).toEqual([1])
    expect(prepared.victims.map(({ weight }) => weight)).toEqual([0.5])
  })

  it('links each row to its resource on the worst node, in a window that stays', () => {
    expect(prepared.suspects[0]?.href).toBe(
      '/nodes/4?from=2026-01-05T06%3A00%3A00.000Z&to=2026-01-05T07%3A00%3A00.000Z&tz=utc#disk',
    )
  })

  it('draws onsets before the window, too', () => {
    expect(prepared.axis.startsAt).toBe(20)
    expect(prepared.lanes[0]?.marks).toEqual([
      { left: 0, count: 1 },
      { left: 20, count: 2 },
    ])
    expect(prepared.lanes[0]?.note).toBe('first, 3 nodes')
  })

  it('leads from a fact to the fleet of those that have it, whatever its value holds', () => {
    const href = prepared.facts[0]?.href ?? ''
    expect(new URLSearchParams(href.slice(2)).get('filter')).toBe('image="a\\"b"')
  })

  it('says what was compared, and what is cut', () => {
    expect(prepared.about).toContain('(5 of 7 measured). 1,200 series of 6 nodes in steps of 5 min')
    expect(prepared.seriesCut).toBe('0 of 140 shown')
  })
})
