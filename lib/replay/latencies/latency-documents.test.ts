import { describe, expect, it } from 'vitest'
import { dayOf, MINUTE_MS } from '../../core/times'
import { makeReplay } from '../make-replay'
import type { ReplayOptions, ScenarioName } from '../options'
import { latencyDocuments, type LatencyDocument } from './latency-documents'

const make = (scenario: ScenarioName, options: Partial<ReplayOptions> = {}) => {
  const replay = makeReplay(scenario, { nodes: 40, days: 1, affectedShare: 0.3, ...options })
  return { replay, documents: [...latencyDocuments(replay)] }
}
const quantile = (documents: readonly LatencyDocument[], share: number): number => {
  const all = documents.flatMap(({ observationsMs }) => observationsMs).sort((one, other) => one - other)
  return all[Math.floor(share * (all.length - 1))] ?? NaN
}
const errorShare = (documents: readonly LatencyDocument[]): number => {
  const errors = documents.reduce((sum, { errorCount }) => sum + errorCount, 0)
  return errors / documents.flatMap(({ observationsMs }) => observationsMs).length
}

describe('latencyDocuments', () => {
  it('are the same for the same seed, one a series and minute, of at most twelve series', () => {
    const first = make('shared-database')
    const { documents } = make('shared-database')
    expect(documents).toEqual(first.documents)
    const names = new Set(
      documents.map(({ operation, vantage, node }) => JSON.stringify([operation, vantage, node])),
    )
    expect(names.size).toBeLessThanOrEqual(12)
    expect(documents).toHaveLength(names.size * 24 * 60)
  })

  it('of the shared database wait for its time-out from 04:00 on, and mostly fail', () => {
    const { documents } = make('shared-database')
    const reserve = documents.filter(({ operation }) => operation === 'Reserve')
    const minuteOf = ({ timestampMs }: LatencyDocument) => (timestampMs - dayOf(timestampMs)) / MINUTE_MS
    const worst = reserve.filter((one) => minuteOf(one) >= 240 && minuteOf(one) < 280)
    const usual = reserve.filter((one) => minuteOf(one) >= 600)
    expect(quantile(worst, 0.99)).toBeGreaterThan(30_000)
    expect(errorShare(worst)).toBeGreaterThan(0.5)
    expect(quantile(usual, 0.99)).toBeLessThan(2500)
    expect(quantile(usual, 0.5)).toBeLessThan(50)
  })

  it('of the monitoring probe rise from a millisecond to a second at all three vantage points', () => {
    const { replay, documents } = make('monitoring-probe')
    const [span] = replay.truth.spans
    const isInside = ({ timestampMs }: LatencyDocument) =>
      timestampMs > (span?.fromMs ?? 0) + 5 * MINUTE_MS && timestampMs < (span?.toMs ?? 0)
    for (const vantage of ['health-check', 'proxy', 'decider']) {
      const seen = documents.filter((one) => one.vantage === vantage)
      expect(quantile(seen.filter(isInside), 0.5)).toBeGreaterThan(500)
      expect(
        quantile(
          seen.filter(({ timestampMs }) => timestampMs < (span?.fromMs ?? 0)),
          0.5,
        ),
      ).toBeLessThan(3)
    }
  })

  it('of enhanced networking show lost first packets while a node is unreachable', () => {
    const { replay, documents } = make('enhanced-networking', { days: 5, affectedShare: 0.8 })
    const [outage] = replay.truth.outages
    expect(outage).toBeDefined()
    const failing = documents.filter((one) => errorShare([one]) > 0.5)
    expect(quantile(failing, 0.5)).toBeGreaterThan(1000)
    expect(quantile(documents, 0.5)).toBeLessThan(1)
  })

  it('are none where nothing is seen of latencies', () => {
    expect(make('memory-pressure').documents).toEqual([])
  })
})
