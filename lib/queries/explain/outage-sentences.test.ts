import { expect, it } from 'vitest'
import type { OutageKind } from '../../core/outages/find-outages'
import { MINUTE_MS } from '../../core/times'
import { mostTelling, tellNearOutage } from './outage-sentences'

const FROM_MS = Date.UTC(2026, 0, 5, 4, 5)
const END_MS = FROM_MS + 60 * MINUTE_MS
const near = { target: null, windowToMs: END_MS, asOfMs: END_MS }
const outage = (kind: OutageKind, toMs: number | null, fromMs = FROM_MS) => ({
  kind,
  fromMs,
  toMs,
  evidence: { isSilent: false, probes: 0, failed: 0, peers: 0 },
})

it('an outage that ended is told with its length and its evidence', () => {
  const ended = outage('target', FROM_MS + 12 * MINUTE_MS)
  const evidence = { isSilent: true, probes: 9, failed: 9, peers: 3 }
  expect(tellNearOutage({ ...ended, evidence }, near)).toBe(
    'could be reached by nobody from 04:05 UTC for 12 min; 9 of 9 probes failed, and nothing was heard of it.',
  )
  expect(tellNearOutage(outage('path', FROM_MS + 12 * MINUTE_MS), { ...near, target: 'b' })).toBe(
    'could not reach b from 04:05 UTC for 12 min.',
  )
})

it('of what an old window shows no end of nobody says that it lasts', () => {
  const old = { ...near, asOfMs: END_MS + 60 * MINUTE_MS }
  expect(tellNearOutage(outage('node', null), old)).toBe(
    'was out from 04:05 UTC until the end of the window at least.',
  )
  expect(tellNearOutage(outage('source', null), near)).toBe(
    'could reach nobody from 04:05 UTC on, and it has not ended.',
  )
})

it('nodes are told before paths, and those that lasted longest in the window first', () => {
  const short = outage('node', FROM_MS + MINUTE_MS)
  const lasting = outage('silence', null, FROM_MS + 30 * MINUTE_MS)
  const paths = Array.from({ length: 9 }, () => outage('path', null))
  const told = mostTelling([...paths, short, lasting], END_MS)
  expect(told.map(({ kind }) => kind)).toEqual(['silence', 'node', 'path', 'path', 'path', 'path'])
})
