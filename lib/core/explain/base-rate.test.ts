import { expect, it } from 'vitest'
import { OnsetList } from '../onsets/onset-columns'
import { DAY_MS, MINUTE_MS } from '../times'
import { excuseCommon } from './base-rate'
import type { ExplainedSeries } from './explained-series'

const METRIC = 'disk.utilization.busy'
const times = { stepMs: 5 * MINUTE_MS, leadSteps: 12, windowSteps: 12, startsMs: [14 * DAY_MS] }

const series = (change: Partial<ExplainedSeries> = {}): ExplainedSeries => ({
  metric: METRIC,
  node: 0,
  device: '',
  score: 5,
  kind: 'burst',
  direction: 'up',
  value: 0.9,
  baselineValue: 0.1,
  onsetMs: 14 * DAY_MS,
  durationMs: 10 * MINUTE_MS,
  standsOut: true,
  isLasting: false,
  ...change,
})

/** Of ten days, each on another node. */
const past = (count: number, rise: number) => {
  const onsets = new OnsetList()
  const rows = Array.from({ length: count }, (_, node) => ({ node, device: '' }))
  rows.forEach((_, row) => {
    onsets.add(row, 0, row * MINUTE_MS, 10 * MINUTE_MS, rise)
  })
  return { bursts: [{ metric: METRIC, rows, onsets: onsets.finish() }], days: 10 }
}

const standsOut = (
  own: readonly ExplainedSeries[],
  before = past(2_000, 0.85),
  windowSteps = 12,
): boolean[] => {
  const metric = { metric: METRIC, role: 'suspect', strength: 5, isRule: false, nodesTotal: 9 } as const
  const unusual = {
    metricsTotal: 80,
    metrics: [{ ...metric, series: own }],
    silent: [],
    there: new Set([0]),
  }
  return excuseCommon(unusual, before, { ...times, windowSteps }).metrics.flatMap((one) =>
    one.series.map((told) => told.standsOut),
  )
}

it('what some node did as strongly every hour of other days is chance', () => {
  expect(standsOut([series()])).toEqual([false])
  expect(standsOut([series()], past(2_000, 0.5))).toEqual([true])
  expect(standsOut([series()], past(0, 0.85))).toEqual([true])
})

it('nobody is excused for what is gone or lasts', () => {
  expect(standsOut([series({ kind: 'vanished', value: null, baselineValue: 0.1 })])).toEqual([true])
  expect(standsOut([series({ isLasting: true })])).toEqual([true])
})

it('nobody is excused for what holds for most of a long window, however often others did it for minutes', () => {
  const hours = (count: number) => series({ kind: 'level', durationMs: count * 60 * MINUTE_MS })
  const before = past(2_000, 0.85)
  expect(standsOut([hours(8)], before, 180)).toEqual([true])
  expect(standsOut([hours(2)], before, 180)).toEqual([false])
  expect(standsOut([hours(1)], before, 12)).toEqual([false])
})

it('what was not measured is no rise from zero', () => {
  expect(standsOut([series({ kind: 'appeared', value: 0.5, baselineValue: null })])).toEqual([true])
  expect(standsOut([series(), series({ node: 1, value: 0.05, baselineValue: null })])).toEqual([false, false])
  expect(
    standsOut([series(), series({ node: 1, value: 0.05, baselineValue: null })], past(2_000, 0.5)),
  ).toEqual([true, true])
})
