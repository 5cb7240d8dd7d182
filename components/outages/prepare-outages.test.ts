import { describe, expect, it } from 'vitest'
import type { OutageEpisodeAnswer, OutageGroupAnswer, OutagesAnswer } from '@/lib/contract/outages'
import { evidenceText, lastedText, prepareLanes, whoText } from './prepare-episodes'
import { formatRate, furtherSentences, groupRows, headlineOf, separationSentence } from './prepare-rates'

const HOUR_MS = 3_600_000

const VIF: OutageGroupAnswer = {
  fact: 'driver',
  value: 'vif',
  nodes: 30,
  outages: 12,
  nodeDays: 210,
  rate: 5.7,
  low: 2.95,
  high: 9.98,
  ratio: 26.2,
  ratioLow: 4.06,
  ratioHigh: null,
  pValue: 0.000006,
  qValue: 0.0001,
}

const EPISODE: OutageEpisodeAnswer = {
  kind: 'node',
  node: { id: 1, name: 'web-1', cluster: 'eu-1' },
  target: null,
  port: '',
  fromMs: HOUR_MS,
  toMs: 2 * HOUR_MS,
  detectMs: 30_000,
  isSilent: true,
  probes: 12,
  failed: 12,
  peers: 2,
  group: 'vif',
  throughputStanding: 0.99,
}

const ANSWER: OutagesAnswer = {
  window: { fromMs: 0, toMs: 10 * HOUR_MS },
  nowMs: 10 * HOUR_MS,
  asOfMs: 10 * HOUR_MS,
  stepMs: 60_000,
  nodes: 100,
  known: 100,
  paths: 300,
  nodesProbed: 100,
  total: { outages: 13, nodeDays: 700, rate: 1.857, low: 0.989, high: 3.176 },
  stillOut: 1,
  pathOutages: 0,
  answered: 2,
  replaced: 1,
  deafMs: 0,
  by: 'driver',
  facts: ['driver'],
  groups: [VIF],
  groupsTotal: 1,
  separatedBy: [VIF],
  episodes: [EPISODE],
  episodesTotal: 1,
  connectTimes: { count: 0, bins: [], medianSeconds: null, p99Seconds: null },
  onsets: { measured: 13, medianStanding: 0.997, high: 13 },
}

describe('the sentence', () => {
  it('says the rate with its interval, and what separates', () => {
    expect(headlineOf(ANSWER)).toBe('1.9 outages per 100 nodes per day (0.99–3.2)')
    expect(separationSentence(VIF)).toBe(
      'Nodes with driver vif are out 26 × as often as others (4.1–∞, p < 0.001)',
    )
    expect(separationSentence({ ...VIF, ratio: null })).toContain('and no others')
  })

  it('never takes nothing measured for no outage', () => {
    const nobody = { ...ANSWER, nodes: 0, total: { ...ANSWER.total, outages: 0, nodeDays: 0, rate: null } }
    expect(headlineOf(nobody)).toBe('No node was heard in this window')
    const none = { ...ANSWER, stillOut: 0, total: { outages: 0, nodeDays: 100, rate: 0, low: 0, high: 3.69 } }
    expect(headlineOf(none)).toBe('No outage in 100 node-days: at most 3.7 per 100 nodes per day')
  })

  it('says first who is out since before the window', () => {
    const before = {
      ...ANSWER,
      stillOut: 298,
      total: { outages: 0, nodeDays: 17, rate: 0, low: 0, high: 22 },
    }
    expect(headlineOf(before)).toBe(
      '298 nodes are out since before this window; no new outage in 17 node-days: at most 22 per 100 nodes per day',
    )
  })

  it('says what was not counted, and never that more than all of a day was less', () => {
    const said = furtherSentences(ANSWER).join(' ')
    expect(said).toContain('13 outages of 100 nodes in 700 node-days, 1 still out.')
    expect(said).toContain('Not counted: 3 silences')
    expect(said).toContain('in 99 % of the day before')
  })

  it('prints rates in two digits', () => {
    expect([0, 0.0052, 1.857, 98.6, 1173].map(formatRate)).toEqual(['0', '0.0052', '1.9', '99', '1,173'])
  })
})

describe('groupRows', () => {
  it('keeps the scale to what the rates need, though a bound may lie far beyond', () => {
    const { most, rows } = groupRows({
      ...ANSWER,
      groups: [VIF, { ...VIF, value: 'new', rate: 0, low: 0, high: 500 }],
    })
    expect(most).toBeCloseTo(17.1, 6)
    expect(rows.map(({ drawn }) => drawn?.isCut)).toEqual([false, true])
  })
})

describe('the lanes', () => {
  it('have one row for each node, those out longest first, and say who is still out', () => {
    const other = {
      ...EPISODE,
      node: { id: 2, name: 'web-2', cluster: 'eu-1' },
      fromMs: 5 * HOUR_MS,
      toMs: null,
    }
    const { rows, total } = prepareLanes({ ...ANSWER, episodes: [EPISODE, other] })
    expect(rows.map(({ name }) => name)).toEqual(['web-2', 'web-1'])
    expect(rows[0]?.marks[0]).toMatchObject({ left: 50, width: 50, isOpen: true })
    expect(rows[1]?.marks[0]).toMatchObject({ left: 10, width: 10, isOpen: false })
    expect(total).toBe(2)
  })

  it('say in words what an outage is known by', () => {
    expect(evidenceText(EPISODE)).toBe('silent; 12 of 12 probes failed, 2 peers')
    expect(evidenceText({ ...EPISODE, probes: 0, failed: 0 })).toBe('silent; no probes')
    expect(lastedText({ ...EPISODE, toMs: null }, 3 * HOUR_MS)).toBe('still out, 2 h')
    const path = { ...EPISODE, target: { id: 2, name: 'db-1', cluster: 'eu-1' }, port: '22' }
    expect(whoText(path)).toBe('web-1 → db-1:22')
  })
})
