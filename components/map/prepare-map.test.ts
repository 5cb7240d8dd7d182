import { describe, expect, it } from 'vitest'
import type { FleetMapAnswer, MapGroup } from '@/lib/contract/fleet-map'
import { groupTitle, prepareDot, scaleOf, shownVerdicts, totalOf } from './prepare-map'

const group = (name: string, bad: number, ok: number): MapGroup => ({
  name,
  count: bad + ok,
  verdicts: { bad, warn: 0, ok, unmeasured: 0, not_applicable: 0 },
})

const ANSWER: FleetMapAnswer = {
  window: { fromMs: 0, toMs: 1 },
  nowMs: 1,
  asOfMs: 1,
  metric: null,
  groups: [group('db', 1, 0), group('', 0, 1)],
  nodes: {
    id: [1, 2],
    name: ['a', 'b'],
    state: ['stale', 'fresh'],
    verdict: ['bad', 'ok'],
    value: [null, null],
    cause: [0, -1],
  },
  causes: ['Disk saturation'],
  labels: ['role'],
  shown: 2,
  total: 2,
  known: 2,
}

describe('the map, prepared', () => {
  it('reads a dot out with its group, its cause and its silence', () => {
    expect(prepareDot(ANSWER, 0)).toEqual({
      name: 'a',
      group: 'db',
      verdict: 'bad',
      text: 'bad: Disk saturation',
      silence: 'stale',
    })
    expect(prepareDot(ANSWER, 1)).toMatchObject({ group: '', text: 'ok', silence: '' })
  })

  it('counts verdicts by group and over all, and lists only those there are', () => {
    expect(shownVerdicts(ANSWER.groups)).toEqual(['bad', 'ok'])
    expect(totalOf(ANSWER.groups)).toEqual(group('', 1, 1))
    expect(ANSWER.groups.map((known) => groupTitle(known, 'role'))).toEqual([
      'db · 1 bad of 1',
      'without role · 1',
    ])
    expect(groupTitle(group('', 0, 3), '')).toBe('All nodes · 3')
  })

  it('has no scale for the worst of all', () => {
    expect(scaleOf(ANSWER)).toBeNull()
  })
})
